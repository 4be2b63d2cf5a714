package dev.gradus.kit.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.spi.Nominee;
import dev.gradus.kit.spi.RegistrationGate;
import dev.gradus.kit.tracking.MlflowServer;
import dev.gradus.kit.tracking.ProjectName;
import dev.gradus.kit.tracking.RecordedRun;
import dev.gradus.kit.train.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stage {@code register}: makes the trained model a version in {@code models/} and points an alias at it; where
 * {@code MLFLOW_TRACKING_URI} names a server, there too. A version always names the recorded run that made the file. What
 * {@link RegistrationGate} finds on the class path is asked first; where it says no, nothing changes.
 *
 * <pre>{@code
 * java … dev.gradus.kit.registry.Register            # alias champion
 * java … dev.gradus.kit.registry.Register --alias=challenger
 * }</pre>
 */
public final class Register {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path project;
    private final Map<String, String> environment;
    private final List<RegistrationGate> gates;
    private final PrintStream out;
    private final PrintStream err;

    Register(
            Path project,
            Map<String, String> environment,
            List<RegistrationGate> gates,
            PrintStream out,
            PrintStream err) {
        this.project = project.toAbsolutePath().normalize();
        this.environment = environment;
        this.gates = gates;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Register register =
                new Register(Path.of(""), System.getenv(), RegistrationGate.installed(), System.out, System.err);
        System.exit(Command.named("register", "alias")
                .run(args, options -> register.register(options.get("alias", "champion"))));
    }

    void register(String alias) {
        Names.alias(alias);
        Candidate candidate = candidate();
        Nominee nominee = new Nominee(project, candidate.name(), candidate.file(), candidate.digest());
        gates.forEach(gate -> gate.judge(nominee));
        ModelStore store = new FileModelStore(project.resolve("models"), Clock.systemUTC());
        ModelVersion version = store.register(candidate);
        store.setAlias(version.name(), alias, version.version());
        out.println(version.name() + " version " + version.version() + " is " + alias + " (" + version.digest() + ")");
        ObjectNode registered = JSON.createObjectNode();
        registered.put("name", version.name()).put("version", version.version()).put("alias", alias);
        registered.put("runId", version.runId()).put("digest", version.digest());
        MlflowServer.named(environment).ifPresent(server -> onServer(server, candidate, alias, registered));
        AtomicFile.write(
                project.resolve("build").resolve("registered.json"),
                target -> target.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(registered)));
    }

    private Candidate candidate() {
        Path file = project.resolve("build/model").resolve(FileModelStore.MODEL_FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no model at build/model/model.safetensors", "train one with \"make train\"");
        }
        String digest = Sha256.of(file);
        JsonNode metrics = metrics();
        if (!metrics.path("model").path("digest").asText().equals(digest)) {
            throw new BadInput(
                    "build/metrics.json is about another model than build/model/model.safetensors",
                    "evaluate it with \"make evaluate DATA=…\"");
        }
        return new Candidate(
                ProjectName.of(project).model(),
                runOf(digest),
                file,
                digest,
                metrics.path("contract").asText(),
                numbers(metrics));
    }

    private JsonNode metrics() {
        Path file = project.resolve("build/metrics.json");
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new BadInput("build/metrics.json cannot be read", "evaluate the model with \"make evaluate DATA=…\"");
        }
    }

    private static SortedMap<String, Double> numbers(JsonNode metrics) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (String key : List.of("rmse", "mae", "bias", "r2")) {
            if (metrics.path(key).isNumber()) {
                numbers.put(key, metrics.path(key).asDouble());
            }
        }
        metrics.path("baselines")
                .properties()
                .forEach(entry -> numbers.put(
                        "baseline." + entry.getKey() + ".rmse",
                        entry.getValue().path("rmse").asDouble()));
        return numbers;
    }

    /** The newest finished run that made exactly this file. */
    private String runOf(String digest) {
        List<RecordedRun> runs = RecordedRun.all(project.resolve("runs"));
        return runs.stream()
                .filter(run -> run.finished() && run.artifacts().containsValue(digest))
                .reduce((first, second) -> second)
                .map(RecordedRun::id)
                .orElseThrow(() -> new BadInput(
                        "no finished run under runs/ made this model (" + digest + ")",
                        "train it again, so that its run is recorded"));
    }

    /** Trouble with the server never costs the version that is registered here, unless the server is required. */
    private void onServer(MlflowServer server, Candidate candidate, String alias, ObjectNode registered) {
        try (server) {
            Optional<String> run = runOnServer(server, candidate.digest());
            if (run.isEmpty()) {
                throw new IOException("no run there holds this model; train again while the server is up");
            }
            Candidate there = new Candidate(
                    candidate.name(),
                    run.get(),
                    candidate.file(),
                    candidate.digest(),
                    candidate.contract(),
                    candidate.metrics());
            ModelStore store = new MlflowModelStore(server);
            ModelVersion version = store.register(there);
            store.setAlias(version.name(), alias, version.version());
            registered.putObject("mlflow").put("version", version.version()).put("runId", version.runId());
            out.println(server.address() + " has it as version " + version.version());
        } catch (IOException | UncheckedIOException | BadInput e) {
            String message = "model registry " + server.address() + " failed (" + e.getMessage() + ")";
            if (MlflowServer.required(environment)) {
                throw new UncheckedIOException(new IOException(message + ", and MLFLOW_TRACKING_REQUIRED=true", e));
            }
            err.println("warning: " + message + "; the version is registered under models/ only");
        }
    }

    private Optional<String> runOnServer(MlflowServer server, String digest) throws IOException {
        String experiment = ProjectName.of(project).experiment();
        JsonNode known = server.get("experiments/get-by-name", Map.of("experiment_name", experiment));
        JsonNode runs = server.call(
                "POST",
                "runs/search",
                Map.of(
                        "experiment_ids",
                        List.of(known.path("experiment").path("experiment_id").asText()),
                        "filter",
                        "tags.`gradus.model.digest` = '" + digest + "' and attributes.status = 'FINISHED'",
                        "order_by",
                        List.of("attributes.start_time DESC"),
                        "max_results",
                        1));
        return Optional.of(runs.path("runs").path(0).path("info").path("run_id").asText())
                .filter(id -> !id.isEmpty());
    }
}
