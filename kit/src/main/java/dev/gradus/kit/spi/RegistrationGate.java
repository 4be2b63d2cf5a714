package dev.gradus.kit.spi;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Decides whether a trained model may become a version. Implementations are named in
 * {@code META-INF/services/dev.gradus.kit.spi.RegistrationGate}; registering asks each of them before it changes anything,
 * in whichever store.
 *
 * <pre>{@code
 * public final class NotOnFridays implements RegistrationGate {
 *     public void judge(Nominee nominee) {
 *         …
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RegistrationGate {

    /**
     * Judges the model, and stores the decision whichever it is.
     *
     * @throws Refused when it may not become a version
     */
    void judge(Nominee nominee);

    /** The gates on the class path, in the order of their class names. */
    static List<RegistrationGate> installed() {
        return ServiceLoader.load(RegistrationGate.class).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
