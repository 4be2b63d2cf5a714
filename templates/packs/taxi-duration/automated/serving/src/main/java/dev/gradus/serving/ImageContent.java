package dev.gradus.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.ModelStore;
import dev.gradus.kit.registry.ModelVersion;
import dev.gradus.kit.tracking.ProjectName;
import dev.gradus.kit.train.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Lays the model that an alias names where the build of the image takes it from, and what the image's labels say of it. Run by the
 * profile {@code image} in the project's folder.
 */
public final class ImageContent {

    private static final Path MODEL = Path.of("serving/src/main/jib/model");
    private static final Path LABELS = Path.of("serving/target/classes/META-INF/microprofile-config.properties");

    private ImageContent() {}

    /** Takes {@code --alias} and {@code --revision}, the commit. */
    public static void main(String[] args) {
        System.exit(Command.named("image", "alias", "revision").run(args, ImageContent::write));
    }

    private static void write(Command.Options options) {
        String name = ProjectName.of(Path.of("")).model();
        ModelStore store = new FileModelStore(Path.of("models"), Clock.systemUTC());
        ModelVersion version = store.fetch(name, options.get("alias", "champion"), MODEL.resolve("model.safetensors"));
        AtomicFile.write(
                MODEL.resolve("version.json"),
                out -> out.write(new ObjectMapper()
                        .writeValueAsBytes(
                                Map.of("name", name, "version", version.version(), "digest", version.digest()))));
        String labels = """
            quarkus.container-image.labels."dev.gradus.model.name"=%s
            quarkus.container-image.labels."dev.gradus.model.version"=%s
            quarkus.container-image.labels."dev.gradus.model.digest"=%s
            quarkus.container-image.labels."org.opencontainers.image.revision"=%s
            """.formatted(name, version.version(), version.digest(), options.get("revision", "unknown"));
        AtomicFile.write(LABELS, out -> out.write(labels.getBytes(StandardCharsets.UTF_8)));
        System.out.printf("the image gets %s version %s (%s)%n", name, version.version(), version.digest());
    }
}
