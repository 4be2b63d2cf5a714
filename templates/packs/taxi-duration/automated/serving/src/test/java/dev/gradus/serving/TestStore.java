package dev.gradus.serving;

import dev.gradus.kit.registry.Candidate;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.ModelVersion;
import dev.gradus.kit.weights.ModelFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A model store of its own, in which version 1 is champion. */
public final class TestStore implements QuarkusTestResourceLifecycleManager {

    static final String MODEL = "team.rides";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("serving");
            champion(folder.resolve("models"), FixtureReader.saying(12));
            return Map.of(
                    "gradus.model.store",
                    folder.resolve("models").toString(),
                    "gradus.model.name",
                    MODEL,
                    "gradus.model.poll",
                    "50ms",
                    "gradus.log.folder",
                    folder.resolve("log").toString(),
                    "gradus.limits.rides",
                    "200",
                    "gradus.limits.body",
                    "65536");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers a model and makes it champion. */
    static ModelVersion champion(Path models, ModelFile file) {
        try {
            Path written = Files.createTempFile("fixture", ".safetensors");
            file.write(written);
            FileModelStore store = new FileModelStore(models, Clock.systemUTC());
            ModelVersion version = store.register(new Candidate(
                    MODEL, UUID.randomUUID().toString(), written, file.digest(), "pre-trip", new TreeMap<>()));
            Files.delete(written);
            store.setAlias(MODEL, "champion", version.version());
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
