package dev.gradus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What training takes as months are joined: all of it has to go on in the same small heap. */
final class Memory {
    private static final Pattern RIDES = Pattern.compile("model on (\\d+) rides");
    private static final Pattern RESIDENT = Pattern.compile("resident at most (\\d+) MB");
    private static final Pattern COLLECTION = Pattern.compile("\\d+M->(\\d+)M");
    private static final int HEAP = 256;
    private static final List<Integer> JOINED = List.of(1, 3, 6);

    private Memory() {}

    static Table measure(Places places) throws IOException {
        Table table = new Table(
                "Training on months joined, in a heap of " + HEAP + " MB (post-trip)",
                "Months",
                "Rides",
                "Time",
                "Heap after collection, at most",
                "Resident, at most");
        Project project = Project.scaffold(places);
        List<Path> months = months(places.months());
        for (int joined : JOINED) {
            row(places, project, months.subList(0, Math.min(joined, months.size())), table);
        }
        return table;
    }

    private static List<Path> months(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("green_tripdata_.*\\.parquet"))
                    .sorted()
                    .toList();
        }
    }

    /** Measured on rides of the project's sample, which is none of the months, so that all of them are learnt from. */
    private static void row(Places places, Project project, List<Path> months, Table table) throws IOException {
        Path collections = project.folder().resolve("build/collections.log");
        Command train = project.java(
                        "-Xmx" + HEAP + "m",
                        "-Xlog:gc:file=" + collections,
                        "com.example.rides.Train",
                        "--data=" + months.stream().map(Path::toString).collect(Collectors.joining(",")),
                        "--test=data/sample/green_tripdata_2021-02.parquet",
                        "--contract=post-trip")
                .after(
                        places.python().toString(),
                        places.root().resolve("benchmarks/peers/resident.py").toString());
        long start = System.nanoTime();
        String output = train.output();
        double seconds = (System.nanoTime() - start) / 1e9;
        table.row(
                String.valueOf(months.size()),
                String.valueOf(most(RIDES, output)),
                Table.seconds(seconds),
                most(COLLECTION, Files.readString(collections)) + " MB",
                most(RESIDENT, output) + " MB");
    }

    private static long most(Pattern number, String text) {
        return number.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElseThrow(() -> new IllegalStateException("nothing like '" + number + "' in:\n" + text));
    }
}
