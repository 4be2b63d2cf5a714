package dev.gradus.kit.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.kit.data.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {

    private static final String IMAGE_DIGEST = "sha256:" + "4".repeat(64);
    private static final String MODEL_DIGEST = "sha256:" + "9f".repeat(32);
    private static final String REVISION = "8c1f".repeat(10);

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void aProjectThatReleasedNothing() throws IOException {
        for (String environment : new String[] {"dev", "prod"}) {
            Path overlay = Files.createDirectories(
                    project.resolve("deploy/overlays").resolve(environment).resolve("release"));
            Files.writeString(overlay.resolveSibling("kustomization.yaml"), "components: [release]\n");
            Files.writeString(
                    overlay.resolve("kustomization.yaml"),
                    "images: [{name: rides, digest: sha256:%s}]\n".formatted("0".repeat(64)));
        }
    }

    @Test
    void whatWasBuiltIsReleased() throws IOException {
        built("3", MODEL_DIGEST);

        release().fromBuild("dev", "ghcr.io/mobility/rides:77", REVISION);

        release().tell("dev");
        assertThat(file("dev"))
                .contains("newName: ghcr.io/mobility/rides", "digest: " + IMAGE_DIGEST)
                .contains("app.kubernetes.io/version: \"3\"", "gradus.dev/model: sha256-9f9f9f9f9f9f")
                .contains("gradus.dev/revision: \"" + REVISION, "gradus.dev/model-digest: " + MODEL_DIGEST);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("dev runs version 3")
                .contains(IMAGE_DIGEST);
    }

    @Test
    void theSameDigestGoesOneFurtherAndNothingIsLost() throws IOException {
        built("3", MODEL_DIGEST);
        release().fromBuild("dev", "ghcr.io/mobility/rides:77", REVISION);

        release().fromOther("prod", "dev");

        assertThat(file("prod"))
                .isEqualTo(file("dev").replace("dev. W", "prod. W").replace("ENV=dev", "ENV=prod"));
    }

    @Test
    void askingChangesNothing() throws IOException {
        built("3", MODEL_DIGEST);
        release().fromBuild("dev", "ghcr.io/mobility/rides:77", REVISION);
        String before = file("dev");

        release().tell("dev");

        assertThat(file("dev")).isEqualTo(before);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ghcr.io/mobility/rides@" + IMAGE_DIGEST);
    }

    @Test
    void anEnvironmentWithoutAReleaseIsNeitherDeployedNorCopied() {
        assertThatThrownBy(() -> release().tell("dev"))
                .isInstanceOf(BadInput.class)
                .hasMessage("nothing has been released to dev");
        assertThatThrownBy(() -> release().fromOther("prod", "dev"))
                .isInstanceOf(BadInput.class)
                .hasMessage("nothing has been released to dev");
    }

    @Test
    void anUnknownEnvironmentIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> release().tell("production"))
                .hasMessage("there is no environment 'production' under deploy/overlays")
                .extracting("remedy")
                .isEqualTo("name one of dev, prod");
    }

    @Test
    void withoutAnImageThereIsNothingToRelease() {
        assertThatThrownBy(() -> release().fromBuild("dev", "rides", REVISION))
                .isInstanceOf(BadInput.class)
                .hasMessage("no image has been built here");
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/mobility/rides:latest, 3, the image",
        "ghcr.io/mobility/rides@sha256:12, 3, the image",
        "'x@sha256:4444444444444444444444444444444444444444444444444444444444444444\n- evil', 3, the image",
        "x@sha256:4444444444444444444444444444444444444444444444444444444444444444, champion, the version"
    })
    void onlyADigestAndAVersionAreReleased(String image, String version, String named) {
        assertThatThrownBy(() -> new Released(image, version, MODEL_DIGEST, REVISION))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("a release cannot have " + named);
    }

    @Test
    void aReleaseNamesTheModelsFileAndTheCommit() {
        String image = "x@" + IMAGE_DIGEST;

        assertThatThrownBy(() -> new Released(image, "3", "sha256:9f", REVISION))
                .hasMessageContaining("the model's digest");
        assertThatThrownBy(() -> new Released(image, "3", MODEL_DIGEST, "main")).hasMessageContaining("the revision");
    }

    private void built(String version, String digest) throws IOException {
        Path model = project.resolve("serving/src/main/jib/model/version.json");
        Files.createDirectories(model.getParent());
        Files.writeString(model, "{\"version\": \"%s\", \"digest\": \"%s\"}".formatted(version, digest));
        Path image = project.resolve("serving/target/jib-image.digest");
        Files.createDirectories(image.getParent());
        Files.writeString(image, IMAGE_DIGEST);
    }

    private Release release() {
        return new Release(project, "rides", new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String file(String environment) throws IOException {
        return Files.readString(
                project.resolve("deploy/overlays").resolve(environment).resolve("release/kustomization.yaml"));
    }
}
