package dev.gradus.kit.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the data files that a person means.
 *
 * <p>Items are separated by commas or blanks, and each is a file, a folder (all {@code *.parquet} in it, by name), a
 * {@code file://} or {@code https://} address of a file, or a month. A month is written {@code 2021-01} (green),
 * {@code green:2021-01} or {@code yellow:2021-01} and is looked up under {@code GRADUS_TLC}, a folder or a base address.
 *
 * <p>Digests that the project's {@code data/SHA256SUMS} names are checked before a file is used.
 *
 * <pre>{@code
 * TripFiles files = new TripFiles(Path.of("."), "https://d37ci6vzurychx.cloudfront.net/trip-data");
 * files.find("data/sample");
 * files.find("2021-01, yellow:2021-01");
 * }</pre>
 */
public final class TripFiles {

    /** Where the TLC publishes its months. */
    public static final String TLC = "https://d37ci6vzurychx.cloudfront.net/trip-data";

    private static final Pattern MONTH = Pattern.compile("(?:(green|yellow):)?(\\d{4}-(?:0[1-9]|1[0-2]))");
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+://.*");

    private final Path project;
    private final String base;
    private final Checksums checksums;
    private final Download download;

    /**
     * @param project the project's root: relative paths start here, downloads go to {@code build/months}
     * @param base folder or address under which months lie
     */
    public TripFiles(Path project, String base) {
        this.project = project.toAbsolutePath().normalize();
        this.base = base;
        this.checksums = Checksums.read(this.project.resolve("data/SHA256SUMS"));
        this.download = new Download(this.project.resolve("build/months"), checksums);
    }

    /** The files of a project, with months under {@code GRADUS_TLC} or else where the TLC publishes them. */
    public static TripFiles of(Path project) {
        String base = System.getenv("GRADUS_TLC");
        return new TripFiles(project, base == null || base.isBlank() ? TLC : base);
    }

    /**
     * The files that {@code items} names, each once, in the order given.
     *
     * @throws BadInput when one is not there, cannot be downloaded, or has other bytes than its known digest says
     */
    public List<TripFile> find(String items) {
        List<TripFile> files = new ArrayList<>();
        for (String item : items(items.strip())) {
            for (TripFile file : findItem(item)) {
                if (!files.contains(file)) {
                    files.add(file);
                }
            }
        }
        return List.copyOf(files);
    }

    /** A path may hold blanks and commas itself. */
    private List<String> items(String items) {
        boolean one = !items.isEmpty() && !ADDRESS.matcher(items).matches() && Files.exists(project.resolve(items));
        return one ? List.of(items) : List.of(items.split("[,\\s]+", -1));
    }

    private List<TripFile> findItem(String item) {
        if (item.isEmpty()) {
            throw new BadInput("no data file was named", "give a file, a folder or a month such as 2021-01");
        }
        Matcher month = MONTH.matcher(item);
        if (month.matches()) {
            String colour = month.group(1) == null ? "green" : month.group(1);
            String name = "%s_tripdata_%s.parquet".formatted(colour, month.group(2));
            return findItem(base + (base.endsWith("/") ? "" : "/") + name);
        }
        if (item.startsWith("file:")) {
            return local(path(item));
        }
        if (ADDRESS.matcher(item).matches()) {
            return List.of(download.fetch(URI.create(item)));
        }
        return local(project.resolve(item).normalize());
    }

    private static Path path(String address) {
        try {
            return Path.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            throw new BadInput("%s is not the address of a file".formatted(address), "write file:///folder/file");
        }
    }

    private List<TripFile> local(Path path) {
        if (Files.isDirectory(path)) {
            return months(path).stream().map(this::checked).toList();
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInput("there is no file or folder " + path, "check the path, which starts at " + project);
        }
        return List.of(checked(path));
    }

    private static List<Path> months(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> months = entries.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
            if (months.isEmpty()) {
                throw new BadInput("folder %s holds no .parquet file".formatted(folder), "put months of the TLC there");
            }
            return months;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private TripFile checked(Path path) {
        TripFile file = TripFile.of(path);
        Path data = project.resolve("data");
        if (path.startsWith(data)) {
            checksums.check(data.relativize(path).toString().replace('\\', '/'), file);
        }
        return file;
    }
}
