package dev.gradus.cli;

import dev.gradus.kit.data.Checksums;
import dev.gradus.kit.data.TripFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the demo's months are.
 *
 * @param place a folder or a base URL
 */
record DemoData(String place) {
    static final String TRAINING = "green_tripdata_2021-01.parquet";
    static final String TESTING = "green_tripdata_2021-02.parquet";

    /** The months that come with the program, compared with their digests before use. */
    static DemoData bundled() {
        String home = System.getenv("GRADUS_HOME");
        if (home == null) {
            throw CliProblem.mistake(
                    "the demo's months were not found, since GRADUS_HOME is not set",
                    "start Gradus by its launcher, or name a folder by --data.");
        }
        for (String folder : List.of("cli/src/demo/tlc", "demo/tlc")) {
            Path months = Path.of(home, folder);
            if (Files.isDirectory(months)) {
                check(months);
                return new DemoData(months.toString());
            }
        }
        throw CliProblem.outside(
                "the demo's months are missing from " + home,
                "check the installation, or name a folder by --data.",
                null);
    }

    private static void check(Path months) {
        Checksums known = Checksums.read(months.resolve("SHA256SUMS"));
        for (String name : List.of(TRAINING, TESTING)) {
            known.check(name, TripFile.of(months.resolve(name)));
        }
    }

    String training() {
        return at(TRAINING);
    }

    String testing() {
        return at(TESTING);
    }

    /** The project's parameters with a month of the sample replaced by the whole one, digest included. */
    String nameIn(String params, String name) {
        Pattern sample = Pattern.compile("source: data/sample/" + Pattern.quote(name) + "\n( +)sha256: [0-9a-f]{64}");
        String month = at(name);
        String digest = month.contains("://")
                ? ""
                : "\n$1sha256: " + TripFile.of(Path.of(month)).digest().replace("sha256:", "");
        return sample.matcher(params).replaceFirst("source: " + Matcher.quoteReplacement(month) + digest);
    }

    private String at(String name) {
        return place.contains("://")
                ? place.replaceFirst("/*$", "/") + name
                : Path.of(place).toAbsolutePath().normalize().resolve(name).toString();
    }
}
