package dev.gradus.kit.spi;

import dev.gradus.kit.data.TripFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Looks at data before anything is learnt from it. Implementations are named in
 * {@code META-INF/services/dev.gradus.kit.spi.DataCheck}; the pipeline's stage {@code validate} calls each of them once.
 *
 * <pre>{@code
 * public final class NoHolidays implements DataCheck {
 *     public void check(Path project, List<TripFile> training, List<TripFile> testing) {
 *         …
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface DataCheck {

    /**
     * Checks the files, and writes its report under {@code build/} whether or not they are good enough.
     *
     * @param project the project's root
     * @param training files to learn from
     * @param testing files to measure on
     * @throws Refused when they are not good enough
     */
    void check(Path project, List<TripFile> training, List<TripFile> testing);

    /** The checks on the class path, in the order of their class names. */
    static List<DataCheck> installed() {
        return ServiceLoader.load(DataCheck.class).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
