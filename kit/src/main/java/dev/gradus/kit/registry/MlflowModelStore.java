package dev.gradus.kit.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.tracking.MlflowRefusal;
import dev.gradus.kit.tracking.MlflowServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model store on an MLflow server. What MLflow has no field for stands in tags of the version, {@code gradus.digest},
 * {@code gradus.contract} and {@code gradus.metric.*}; the past of an alias in the tag {@code gradus.alias.<alias>} of the model.
 *
 * <pre>{@code
 * MlflowServer.named(System.getenv()).map(MlflowModelStore::new);
 * }</pre>
 *
 * The candidate's {@code runId} is a run on that server, whose artifact {@code model/model.safetensors} is the file.
 */
public final class MlflowModelStore implements ModelStore {

    private static final String ARTIFACT = "model/model.safetensors";
    private static final int PAGE = 200;

    private final MlflowServer server;

    public MlflowModelStore(MlflowServer server) {
        this.server = server;
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    @Override
    public ModelVersion register(Candidate candidate) {
        Names.model(candidate.name());
        return reach(() -> {
            for (ModelVersion version : versions(candidate.name())) {
                if (version.runId().equals(candidate.runId())
                        && version.digest().equals(candidate.digest())) {
                    return version;
                }
            }
            String artifacts = artifactUri(candidate.runId());
            Path stored = Files.createTempFile("model", ".safetensors");
            try {
                server.download(artifacts, ARTIFACT, stored);
                requireDigest("the run's artifact " + ARTIFACT, stored, candidate.digest());
            } finally {
                Files.deleteIfExists(stored);
            }
            createModel(candidate.name());
            return version(server.call(
                            "POST",
                            "model-versions/create",
                            Map.of(
                                    "name", candidate.name(),
                                    "source", artifacts + "/model",
                                    "run_id", candidate.runId(),
                                    "tags", tags(candidate)))
                    .path("model_version"));
        });
    }

    private String artifactUri(String runId) throws IOException {
        return server.get("runs/get", Map.of("run_id", runId))
                .path("run")
                .path("info")
                .path("artifact_uri")
                .asText();
    }

    private void createModel(String name) throws IOException {
        try {
            server.call("POST", "registered-models/create", Map.of("name", name));
        } catch (MlflowRefusal e) {
            if (!String.valueOf(e.getMessage()).contains("RESOURCE_ALREADY_EXISTS")) {
                throw e;
            }
        }
    }

    private static List<Map<String, String>> tags(Candidate candidate) {
        List<Map<String, String>> tags = new ArrayList<>();
        tags.add(Map.of("key", "gradus.digest", "value", candidate.digest()));
        tags.add(Map.of("key", "gradus.contract", "value", candidate.contract()));
        candidate
                .metrics()
                .forEach((key, value) -> tags.add(Map.of("key", "gradus.metric." + key, "value", value.toString())));
        return tags;
    }

    @Override
    public List<ModelVersion> versions(String name) {
        Names.model(name);
        return reach(() -> {
            List<ModelVersion> versions = new ArrayList<>();
            String page = "";
            do {
                Map<String, String> query = new LinkedHashMap<>();
                query.put("filter", "name='" + name + "'");
                query.put("max_results", Integer.toString(PAGE));
                if (!page.isEmpty()) {
                    query.put("page_token", page);
                }
                JsonNode answer = server.get("model-versions/search", query);
                answer.path("model_versions").forEach(node -> versions.add(version(node)));
                page = answer.path("next_page_token").asText();
            } while (!page.isEmpty());
            versions.sort(Comparator.comparingInt(version -> Integer.parseInt(version.version())));
            return List.copyOf(versions);
        });
    }

    private static ModelVersion version(JsonNode node) {
        SortedMap<String, String> tags = new TreeMap<>();
        node.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        SortedMap<String, Double> metrics = new TreeMap<>();
        tags.forEach((key, value) -> {
            if (key.startsWith("gradus.metric.")) {
                metrics.put(key.substring("gradus.metric.".length()), Double.valueOf(value));
            }
        });
        return new ModelVersion(
                node.path("name").asText(),
                node.path("version").asText(),
                node.path("run_id").asText(),
                tags.getOrDefault("gradus.digest", ""),
                tags.getOrDefault("gradus.contract", ""),
                Instant.ofEpochMilli(node.path("creation_timestamp").asLong()),
                metrics);
    }

    @Override
    public SortedMap<String, String> aliases(String name) {
        SortedMap<String, String> aliases = new TreeMap<>();
        model(name)
                .path("aliases")
                .forEach(alias -> aliases.put(
                        alias.path("alias").asText(), alias.path("version").asText()));
        return aliases;
    }

    @Override
    public void setAlias(String name, String alias, String version) {
        Names.alias(alias);
        Names.requireVersion(this, name, version);
        List<String> past = past(name, alias);
        if (past.isEmpty() || !past.get(past.size() - 1).equals(version)) {
            past.add(version);
        }
        point(name, alias, version, past);
    }

    @Override
    public String rollback(String name, String alias) {
        Names.alias(alias);
        List<String> past = past(name, alias);
        if (past.size() < 2) {
            throw new BadInput(
                    "model " + name + " has no version that was " + alias + " before",
                    "register and alias another version first");
        }
        past.remove(past.size() - 1);
        String before = past.get(past.size() - 1);
        point(name, alias, before, past);
        return before;
    }

    private void point(String name, String alias, String version, List<String> past) {
        reach(() -> {
            server.call("POST", "registered-models/alias", Map.of("name", name, "alias", alias, "version", version));
            return server.call(
                    "POST",
                    "registered-models/set-tag",
                    Map.of("name", name, "key", "gradus.alias." + alias, "value", String.join(",", past)));
        });
    }

    private List<String> past(String name, String alias) {
        for (JsonNode tag : model(name).path("tags")) {
            if (tag.path("key").asText().equals("gradus.alias." + alias)) {
                return new ArrayList<>(Arrays.asList(tag.path("value").asText().split(",")));
            }
        }
        return new ArrayList<>();
    }

    private JsonNode model(String name) {
        Names.model(name);
        return reach(() -> {
            try {
                return server.get("registered-models/get", Map.of("name", name)).path("registered_model");
            } catch (MlflowRefusal e) {
                if (e.status() == 404) {
                    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
                }
                throw e;
            }
        });
    }

    @Override
    public ModelVersion fetch(String name, String versionOrAlias, Path target) {
        ModelVersion version = find(name, versionOrAlias).orElseThrow(() -> Names.unknown(name, versionOrAlias));
        return reach(() -> {
            Path folder = target.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "." + target.getFileName(), ".part");
            try {
                server.download(artifactUri(version.runId()), ARTIFACT, part);
                requireDigest("version " + version.version() + " of " + name, part, version.digest());
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return version;
        });
    }

    private static void requireDigest(String what, Path file, String digest) {
        String actual = Sha256.of(file);
        if (!actual.equals(digest)) {
            throw new BadInput(what + " has " + actual + ", expected " + digest, "register the model again");
        }
    }

    private <T> T reach(Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new UncheckedIOException("model store " + server.address() + ": " + e.getMessage(), e);
        }
    }
}
