package dev.gradus.kit.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A model store in a folder: {@code <folder>/<model>/<version>/{version.json,model.safetensors}}, {@code aliases.json} and
 * {@code history.jsonl}.
 *
 * <p>Writers of several processes wait for each other. Each change becomes visible by one rename; the next writer after one
 * that was killed clears what it left and adds the line of history that it still owed.
 *
 * <pre>{@code
 * ModelStore store = new FileModelStore(Path.of("models"), Clock.systemUTC());
 * }</pre>
 */
public final class FileModelStore implements ModelStore {

    static final String MODEL_FILE = "model.safetensors";
    private static final String VERSION_FILE = "version.json";
    private static final String UNFINISHED = ".unfinished-";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Locks of files are held by a whole JVM, so its threads need one of their own. */
    private static final Object THIS_JVM = new Object();

    private final Path folder;
    private final Clock clock;

    public FileModelStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    private interface Action<T> {
        T run(Path model, History history) throws IOException;
    }

    @Override
    public ModelVersion register(Candidate candidate) {
        return alone(candidate.name(), (model, history) -> {
            List<ModelVersion> versions = versions(candidate.name());
            for (ModelVersion version : versions) {
                if (version.runId().equals(candidate.runId())
                        && version.digest().equals(candidate.digest())) {
                    return version;
                }
            }
            int last = versions.isEmpty()
                    ? 0
                    : number(versions.get(versions.size() - 1).version());
            ModelVersion version = version(candidate, Integer.toString(last + 1));
            write(model, version, candidate.file());
            history.add(History.REGISTER, version.version(), null);
            return version;
        });
    }

    private ModelVersion version(Candidate candidate, String version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new ModelVersion(
                candidate.name(),
                version,
                candidate.runId(),
                candidate.digest(),
                candidate.contract(),
                now,
                candidate.metrics());
    }

    private static void write(Path model, ModelVersion version, Path file) throws IOException {
        Path unfinished = model.resolve(UNFINISHED + UUID.randomUUID());
        try {
            Files.createDirectory(unfinished);
            Files.copy(file, unfinished.resolve(MODEL_FILE));
            requireDigest(unfinished.resolve(MODEL_FILE), version.digest());
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(unfinished.resolve(VERSION_FILE).toFile(), tree(version));
            Files.move(unfinished, model.resolve(version.version()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    @Override
    public List<ModelVersion> versions(String name) {
        Path model = folder.resolve(Names.model(name));
        if (!Files.isDirectory(model)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(model)) {
            return entries.filter(path -> path.getFileName().toString().matches("[1-9]\\d{0,8}"))
                    .map(FileModelStore::read)
                    .sorted(Comparator.comparingInt(version -> number(version.version())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + model, e);
        }
    }

    @Override
    public SortedMap<String, String> aliases(String name) {
        Path file = folder.resolve(Names.model(name)).resolve("aliases.json");
        SortedMap<String, String> aliases = new TreeMap<>();
        try {
            if (Files.exists(file)) {
                JSON.readTree(file.toFile())
                        .properties()
                        .forEach(entry ->
                                aliases.put(entry.getKey(), entry.getValue().asText()));
            }
            return aliases;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public void setAlias(String name, String alias, String version) {
        Names.alias(alias);
        alone(name, (model, history) -> {
            Names.requireVersion(this, name, version);
            if (!version.equals(aliases(name).get(alias))) {
                point(model, name, alias, version);
                history.add(History.ALIAS, version, alias);
            }
            return version;
        });
    }

    @Override
    public String rollback(String name, String alias) {
        Names.alias(alias);
        return alone(name, (model, history) -> {
            Deque<String> past = history.past(alias);
            past.poll();
            String before = past.peek();
            if (before == null) {
                throw new BadInput(
                        "model " + name + " has no version that was " + alias + " before",
                        "register and alias another version first");
            }
            point(model, name, alias, before);
            history.add(History.ROLLBACK, before, alias);
            return before;
        });
    }

    @Override
    public ModelVersion fetch(String name, String versionOrAlias, Path target) {
        ModelVersion version = find(name, versionOrAlias).orElseThrow(() -> Names.unknown(name, versionOrAlias));
        Path file = folder.resolve(name).resolve(version.version()).resolve(MODEL_FILE);
        requireDigest(file, version.digest());
        AtomicFile.write(target, out -> Files.copy(file, out));
        requireDigest(target, version.digest());
        return version;
    }

    private static void requireDigest(Path file, String digest) {
        String actual = Sha256.of(file);
        if (!actual.equals(digest)) {
            throw new BadInput(
                    file + " has " + actual + ", but was registered with " + digest,
                    "restore the file from a backup, or register the model again");
        }
    }

    private void point(Path model, String name, String alias, String version) {
        SortedMap<String, String> aliases = aliases(name);
        aliases.put(alias, version);
        AtomicFile.write(model.resolve("aliases.json"), out -> out.write(JSON.writeValueAsBytes(aliases)));
    }

    private <T> T alone(String name, Action<T> action) {
        Path model = folder.resolve(Names.model(name));
        synchronized (THIS_JVM) {
            try {
                Files.createDirectories(model);
                try (FileChannel channel = FileChannel.open(
                                model.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (!held.isValid()) {
                        throw new IOException("the lock was lost");
                    }
                    History history = new History(model.resolve("history.jsonl"), clock);
                    repair(name, model, history);
                    return action.run(model, history);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the model store " + model, e);
            }
        }
    }

    /** Finishes what a writer that was killed between its rename and its line of history left. */
    private void repair(String name, Path model, History history) throws IOException {
        try (Stream<Path> entries = Files.list(model)) {
            for (Path left : entries.filter(
                            path -> path.getFileName().toString().startsWith(UNFINISHED))
                    .toList()) {
                delete(left);
            }
        }
        for (ModelVersion version : versions(name)) {
            if (!history.holdsVersion(version.version())) {
                history.add(History.REGISTER, version.version(), null);
            }
        }
        for (Map.Entry<String, String> alias : aliases(name).entrySet()) {
            List<String> past = new ArrayList<>(history.past(alias.getKey()));
            if (past.isEmpty() || !past.get(0).equals(alias.getValue())) {
                boolean back = past.size() > 1 && past.get(1).equals(alias.getValue());
                history.add(back ? History.ROLLBACK : History.ALIAS, alias.getValue(), alias.getKey());
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int number(String version) {
        return Integer.parseInt(version);
    }

    private static ObjectNode tree(ModelVersion version) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("name", version.name()).put("version", version.version());
        tree.put("runId", version.runId()).put("digest", version.digest());
        tree.put("contract", version.contract())
                .put("createdAt", version.createdAt().toString());
        ObjectNode metrics = tree.putObject("metrics");
        version.metrics().forEach(metrics::put);
        return tree;
    }

    private static ModelVersion read(Path folder) {
        Path file = folder.resolve(VERSION_FILE);
        try {
            JsonNode tree = JSON.readTree(file.toFile());
            SortedMap<String, Double> metrics = new TreeMap<>();
            tree.path("metrics")
                    .properties()
                    .forEach(entry ->
                            metrics.put(entry.getKey(), entry.getValue().asDouble()));
            return new ModelVersion(
                    tree.path("name").asText(),
                    tree.path("version").asText(),
                    tree.path("runId").asText(),
                    tree.path("digest").asText(),
                    tree.path("contract").asText(),
                    Instant.parse(tree.path("createdAt").asText()),
                    metrics);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
