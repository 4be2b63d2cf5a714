package dev.gradus.kit.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digests that a {@code SHA256SUMS} file names, in the format of {@code sha256sum}.
 *
 * <pre>{@code
 * Checksums known = Checksums.read(Path.of("data/SHA256SUMS"));
 * known.check("sample/green_tripdata_2021-01.parquet", file);   // BadInput when the bytes differ
 * }</pre>
 */
public final class Checksums {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S.*)");

    private final Path file;
    private final Map<String, String> digests;

    private Checksums(Path file, Map<String, String> digests) {
        this.file = file;
        this.digests = digests;
    }

    /** Reads the file; one that is not there names nothing. */
    public static Checksums read(Path file) {
        Map<String, String> digests = new TreeMap<>();
        if (!Files.exists(file)) {
            return new Checksums(file, digests);
        }
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw new BadInput(
                            "%s has the line \"%s\"".formatted(file, line), "write it with sha256sum, one file a line");
                }
                digests.put(matcher.group(2), "sha256:" + matcher.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new Checksums(file, digests);
    }

    /** Compares a file's digest with the one listed under a name; nothing is demanded of names that are not listed. */
    public void check(String name, TripFile data) {
        Optional<String> expected = Optional.ofNullable(digests.get(name));
        if (expected.isPresent() && !expected.get().equals(data.digest())) {
            throw new BadInput(
                    "%s has %s, but %s says %s".formatted(data.path(), data.digest(), file, expected.get()),
                    "get the file again, or correct its line if the change is meant");
        }
    }
}
