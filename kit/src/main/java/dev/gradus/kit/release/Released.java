package dev.gradus.kit.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One released image: its address by digest, the model inside it, and the commit that both were made from.
 *
 * <pre>{@code
 * Released.of(project, "prod").image();   // "ghcr.io/mobility/rides@sha256:41d0…"
 * }</pre>
 *
 * @param image where the image is, ending in {@code @sha256:} and 64 hexadecimal digits
 * @param version the model's version in the registry
 * @param digest {@code sha256:} and 64 hexadecimal digits over the model's file
 * @param revision the commit, 40 hexadecimal digits
 */
record Released(String image, String version, String digest, String revision) {

    private static final Pattern IMAGE = Pattern.compile("([^@\\s]+)@(sha256:[0-9a-f]{64})");
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int SHORT = 12;

    Released {
        require(
                IMAGE.matcher(image).matches(),
                "the image '" + image + "'",
                "name it by digest, as in host/name@sha256:…");
        require(version.matches("[1-9]\\d{0,8}"), "the version '" + version + "'", "take a version of the registry");
        require(SHA256.matcher(digest).matches(), "the model's digest '" + digest + "'", "write sha256: and 64 digits");
        require(
                revision.matches("[0-9a-f]{40}"),
                "the revision '" + revision + "'",
                "build the image in a git checkout");
    }

    private static void require(boolean good, String what, String remedy) {
        if (!good) {
            throw new BadInput("a release cannot have " + what, remedy);
        }
    }

    /**
     * What {@code make image} built last.
     *
     * @param name the image's name as it was given there, with or without a tag
     */
    static Released ofBuild(Path project, String name, String revision) {
        Path model = project.resolve("serving/src/main/jib/model/version.json");
        Path digest = project.resolve("serving/target/jib-image.digest");
        try {
            JsonNode inside = new ObjectMapper().readTree(model.toFile());
            return new Released(
                    name.replaceFirst(":[^:/]+$", "") + "@"
                            + Files.readString(digest).strip(),
                    inside.path("version").asText(),
                    inside.path("digest").asText(),
                    revision);
        } catch (IOException e) {
            throw new BadInput("no image has been built here", "build and push it with 'make image IMAGE=… PUSH=true'");
        }
    }

    /** What an environment runs, by its file in a project. */
    static Released of(Path project, String environment) {
        return ofKustomization(file(project, environment), environment);
    }

    /** The file that says what an environment runs. */
    static Path file(Path project, String environment) {
        return project.resolve("deploy/overlays").resolve(environment).resolve("release/kustomization.yaml");
    }

    /** What a file that {@link #kustomization} wrote says; the file that a project begins with says that nothing was released. */
    private static Released ofKustomization(Path file, String environment) {
        try {
            JsonNode written = new YAMLMapper().readTree(file.toFile());
            JsonNode image = written.path("images").path(0);
            JsonNode patch = new YAMLMapper()
                    .readTree(written.path("patches").path(0).path("patch").asText());
            JsonNode pod = patch.at("/spec/template/metadata");
            if (pod.isMissingNode()) {
                throw new BadInput(
                        "nothing has been released to " + environment,
                        "release what was built with 'make release ENV=" + environment + "'");
            }
            return new Released(
                    image.path("newName").asText() + "@" + image.path("digest").asText(),
                    pod.at("/labels/app.kubernetes.io~1version").asText(),
                    pod.at("/annotations/gradus.dev~1model-digest").asText(),
                    pod.at("/labels/gradus.dev~1revision").asText());
        } catch (IOException e) {
            throw new BadInput(
                    file + " is not valid YAML", "write it anew with 'make release ENV=" + environment + "'");
        }
    }

    /** The Kustomize component that puts the image into the service's pods, and says on each what it is. */
    String kustomization(String environment, String service) {
        Matcher parts = IMAGE.matcher(image);
        if (!parts.matches()) {
            throw new IllegalStateException("an image was checked when this was made");
        }
        return """
                # What runs in %s. Written by `make release ENV=%s`.
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                images:
                  - name: %s
                    newName: %s
                    digest: %s
                patches:
                  - patch: |-
                      apiVersion: apps/v1
                      kind: Deployment
                      metadata:
                        name: %s
                      spec:
                        template:
                          metadata:
                            labels:
                              app.kubernetes.io/version: "%s"
                              gradus.dev/model: %s
                              gradus.dev/revision: "%s"
                            annotations:
                              gradus.dev/model-digest: %s
                """.formatted(
                        environment,
                        environment,
                        service,
                        parts.group(1),
                        parts.group(2),
                        service,
                        version,
                        shortDigest(),
                        revision,
                        digest);
    }

    /** A label holds 63 characters at most, a digest has 71: enough of it to be told from every other. */
    private String shortDigest() {
        return "sha256-" + digest.substring("sha256:".length(), "sha256:".length() + SHORT);
    }
}
