package dev.gradus.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.predictions.LoggedPrediction.PredictedBy;
import dev.gradus.kit.registry.ModelStore;
import dev.gradus.kit.registry.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the model comes from. Mistakes are {@link BadInput}, and what cannot be reached or read is an {@link UncheckedIOException}.
 */
sealed interface ModelSource {

    /** Changes whenever another model should be served; asked every second, so it costs little. */
    String mark();

    /** The model behind a mark: not what should be served by now, or the next change would look like none. */
    PredictedBy wanted(String mark);

    /** Copies that model's file, checked against its digest. */
    void fetch(PredictedBy model, Path target);

    /** Follows an alias of a registry. */
    record Alias(ModelStore store, String model, String alias) implements ModelSource {

        @Override
        public String mark() {
            return Optional.ofNullable(store.aliases(model).get(alias)).orElseThrow(this::none);
        }

        @Override
        public PredictedBy wanted(String mark) {
            ModelVersion version = store.find(model, mark).orElseThrow(this::none);
            return new PredictedBy(model, version.version(), version.digest());
        }

        private BadInput none() {
            return new BadInput(
                    "model %s has no version that is %s".formatted(model, alias), "register one: make register");
        }

        @Override
        public void fetch(PredictedBy wanted, Path target) {
            store.fetch(model, wanted.version(), target);
        }
    }

    /** One file, with the {@code version.json} of its registry beside it or without. */
    record Fixed(Path file, String model) implements ModelSource {

        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public String mark() {
            if (!Files.isRegularFile(file)) {
                throw new BadInput("there is no model at " + file, "set GRADUS_MODEL_FILE to one");
            }
            try {
                return Files.getLastModifiedTime(file).toString();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }

        @Override
        public PredictedBy wanted(String mark) {
            JsonNode version = version(file.resolveSibling("version.json"));
            String digest = Sha256.of(file);
            String registered = version.path("digest").asText(digest);
            if (!registered.equals(digest)) {
                throw new BadInput(
                        "%s has %s, but was registered with %s".formatted(file, digest, registered), "copy it again");
            }
            return new PredictedBy(
                    version.path("name").asText(model), version.path("version").asText("1"), digest);
        }

        private static JsonNode version(Path file) {
            try {
                return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
            } catch (IOException e) {
                throw new BadInput("%s is not JSON".formatted(file), "copy it again");
            }
        }

        @Override
        public void fetch(PredictedBy wanted, Path target) {
            try {
                Files.write(target, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }
}
