package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.DropReport;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.spi.DataCheck;
import dev.gradus.kit.train.Command;
import java.nio.file.Path;
import java.util.List;

/**
 * The stage {@code validate}: reads every row once, reports what is unusable and why to {@code build/validation.json}, and
 * stops the pipeline where a file lacks a column, has no usable ride, or keeps a smaller share of its rows than
 * {@code validation.min_kept} of {@code params.yaml}. What {@link DataCheck} finds on the class path is asked first.
 *
 * <pre>{@code
 * {"files": [{"role": "training", "name": "green_tripdata_2021-01.parquet", "digest": "sha256:…",
 *             "read": 76518, "kept": 73908, "dropped": {"longer than 60 minutes": 1162}, "noted": {…}}]}
 * }</pre>
 */
public final class Validate {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Validate() {}

    public static void main(String[] args) {
        System.exit(Command.named("validate").run(args, options -> run(Path.of(""), DataCheck.installed())));
    }

    static void run(Path project, List<DataCheck> checks) {
        double least = Params.read(project.resolve("params.yaml"), "params.yaml")
                .get("validation.min_kept", "stage \"validate\"")
                .asDouble();
        TripFiles files = TripFiles.of(project);
        checks.forEach(check -> check.check(project, files.find(folder("training")), files.find(folder("testing"))));
        ObjectNode report = JSON.createObjectNode();
        report.putArray("files");
        for (String role : List.of("training", "testing")) {
            for (TripFile file : files.find(folder(role))) {
                DropReport drops = TripReader.readRides(file, ride -> {});
                System.out.println("  " + role + " " + file.name() + ": " + drops);
                requireKept(file, drops, least);
                report.withArray("files").add(entry(role, file, drops));
            }
        }
        AtomicFile.write(
                project.resolve("build/validation.json"),
                out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report)));
    }

    private static String folder(String role) {
        return "build/data/" + role;
    }

    private static void requireKept(TripFile file, DropReport drops, double least) {
        if (drops.kept() < least * drops.read()) {
            throw new BadInput(
                    "%s keeps %d of %d rides, less than the share %s that validation.min_kept demands"
                            .formatted(file.name(), drops.kept(), drops.read(), least),
                    "look at what was dropped above: " + drops + "; correct the data, or the bound in params.yaml");
        }
    }

    private static ObjectNode entry(String role, TripFile file, DropReport drops) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("role", role).put("name", file.name()).put("digest", file.digest());
        entry.put("read", drops.read()).put("kept", drops.kept());
        entry.set("dropped", JSON.valueToTree(drops.dropped()));
        entry.set("noted", JSON.valueToTree(drops.noted()));
        return entry;
    }
}
