package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.train.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The stage {@code ingest}: brings the files that {@code params.yaml} names to {@code build/data/training} and
 * {@code build/data/testing}, each only when its bytes have the SHA-256 that stands beside it.
 *
 * <pre>{@code
 * data:
 *   training:
 *     - source: data/sample/green_tripdata_2021-01.parquet   # or green:2021-01, or an https:// address
 *       sha256: 41d0…
 * }</pre>
 */
public final class Ingest {

    private static final List<String> ROLES = List.of("training", "testing");

    private Ingest() {}

    public static void main(String[] args) {
        System.exit(Command.named("ingest").run(args, options -> run(Path.of(""), TripFiles.of(Path.of("")))));
    }

    static void run(Path project, TripFiles files) {
        Params params = Params.read(project.resolve("params.yaml"), "params.yaml");
        for (String role : ROLES) {
            String key = "data." + role;
            JsonNode entries = params.get(key, "stage \"ingest\"");
            if (!entries.isArray() || entries.isEmpty()) {
                throw new BadInput(key + " in params.yaml names no file", "list at least one, with source and sha256");
            }
            for (int i = 0; i < entries.size(); i++) {
                bring(project, files, role, key + "[" + i + "]", entries.get(i));
            }
        }
    }

    private static void bring(Path project, TripFiles files, String role, String key, JsonNode entry) {
        String source = entry.path("source").asText();
        List<TripFile> found = files.find(source);
        if (found.size() != 1) {
            throw new BadInput(
                    key + " in params.yaml has the source \"" + source + "\", which is " + found.size() + " files",
                    "give each file an entry of its own, with its sha256");
        }
        TripFile file = found.get(0);
        String expected = "sha256:" + entry.path("sha256").asText();
        if (!file.digest().equals(expected)) {
            throw new BadInput(
                    file.name() + " has " + file.digest() + ", but " + key + " in params.yaml says " + expected,
                    "get the file again, or write the new digest there if the change is meant");
        }
        Path target = project.resolve("build/data").resolve(role).resolve(file.name());
        if (Files.exists(target)) {
            throw new BadInput(key + " in params.yaml names " + file.name() + " a second time", "take one of them out");
        }
        AtomicFile.write(target, out -> Files.copy(file.path(), out));
        System.out.println("  " + role + " " + file.name() + " " + file.digest());
    }
}
