package dev.gradus.cli;

import dev.gradus.kit.data.Checksums;
import dev.gradus.kit.data.TripFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the demo's months are.
 *
 * @param place a folder or a base URL
 * @param files the months by name, with their digests; empty for a URL, whose months the project fetches itself
 */
record DemoData(String place, Map<String, TripFile> files) {
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
                DemoData data = at(months.toString());
                Checksums known = Checksums.read(months.resolve("SHA256SUMS"));
                data.files().forEach(known::check);
                return data;
            }
        }
        throw CliProblem.outside(
                "the demo's months are missing from " + home,
                "check the installation, or name a folder by --data.",
                null);
    }

    /** The months in a folder, or under a base URL. */
    static DemoData at(String place) {
        if (place.contains("://")) {
            return new DemoData(place.replaceFirst("/*$", ""), Map.of());
        }
        Path folder = Path.of(place).toAbsolutePath().normalize();
        Map<String, TripFile> files = new TreeMap<>();
        for (String name : List.of(TRAINING, TESTING)) {
            Path month = folder.resolve(name);
            if (!Files.isRegularFile(month)) {
                throw CliProblem.mistake(
                        "there is no " + name + " in \"" + folder + "\"",
                        "name a folder that holds both months by --data.");
            }
            files.put(name, TripFile.of(month));
        }
        return new DemoData(folder.toString(), files);
    }

    String training() {
        return month(TRAINING);
    }

    String testing() {
        return month(TESTING);
    }

    /** The project's parameters with a month of the sample replaced by the whole one, digest included. */
    String nameIn(String params, String name) {
        Pattern sample = Pattern.compile("source: data/sample/" + Pattern.quote(name) + "\n( +)sha256: [0-9a-f]{64}");
        TripFile file = files.get(name);
        String digest = file == null ? "" : "\n$1sha256: " + file.digest().replace("sha256:", "");
        return sample.matcher(params).replaceFirst("source: " + Matcher.quoteReplacement(month(name)) + digest);
    }

    private String month(String name) {
        return place + "/" + name;
    }
}
