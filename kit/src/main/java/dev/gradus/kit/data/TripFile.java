package dev.gradus.kit.data;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data file on this machine.
 *
 * <pre>{@code
 * TripFile january = TripFile.of(Path.of("data/green_tripdata_2021-01.parquet"));
 * january.month()    // Optional[2021-01]
 * january.digest()   // "sha256:b8e2…"
 * }</pre>
 *
 * @param path where it lies
 * @param digest {@code sha256:} and 64 hexadecimal digits over its bytes
 */
public record TripFile(Path path, String digest) {

    private static final Pattern MONTH = Pattern.compile("_((?:19|20)\\d\\d-(?:0[1-9]|1[0-2]))\\.");

    /** Reads the whole file once for its digest. */
    public static TripFile of(Path path) {
        return new TripFile(path, Sha256.of(path));
    }

    /** The file's name without its folder. */
    public String name() {
        return path.getFileName().toString();
    }

    /** The month that its name says, as in {@code green_tripdata_2021-01.parquet}. */
    public Optional<YearMonth> month() {
        Matcher matcher = MONTH.matcher(name());
        return matcher.find() ? Optional.of(YearMonth.parse(matcher.group(1))) : Optional.empty();
    }
}
