package dev.gradus.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What PostgreSQL wrote: into {@code start.log} until its collector of logs runs, and into {@code log} from then on. */
record PostgresLog(Path folder) {
    /** The newest line that tells of a failure. */
    String lastError() throws IOException {
        return files().stream()
                .flatMap(file -> failures(file).stream())
                .reduce((earlier, later) -> later)
                .orElse("it wrote no reason");
    }

    private List<Path> files() throws IOException {
        Path logs = folder.resolve("log");
        try (Stream<Path> collected = Files.exists(logs) ? Files.list(logs) : Stream.empty()) {
            return Stream.concat(Stream.of(folder.resolve("start.log")), collected)
                    .filter(Files::exists)
                    .sorted(Comparator.comparing(PostgresLog::written))
                    .toList();
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static List<String> failures(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.matches(".*(FATAL|PANIC|error|ERROR|could not).*"))
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
