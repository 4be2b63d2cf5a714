package dev.gradus.templates.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A container image, unpacked.
 *
 * @param config what it says of itself
 * @param root its files
 */
record Image(JsonNode config, Path root) {

    private static final ObjectMapper JSON = new ObjectMapper();

    interface Shell {
        String run(Path folder, String... command) throws Exception;
    }

    /** A base of nothing but a Java runtime, as a file that Jib takes. */
    static Path base(Path folder, Shell shell) throws Exception {
        Path java = Path.of(System.getProperty("java.home"));
        shell.run(
                folder,
                java.resolve("bin/jlink").toString(),
                "--add-modules",
                "java.se,jdk.unsupported,jdk.zipfs",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.resolve("layer/jre").toString());
        shell.run(folder, "tar", "-C", "layer", "-cf", "layer.tar", "jre");
        Map<String, Object> config = Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "config",
                Map.of("Env", List.of("PATH=/jre/bin")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of(digest(folder.resolve("layer.tar")))));
        Files.write(folder.resolve("config.json"), JSON.writeValueAsBytes(config));
        Files.write(
                folder.resolve("manifest.json"),
                JSON.writeValueAsBytes(List.of(Map.of(
                        "Config", "config.json", "RepoTags", List.of("base:test"), "Layers", List.of("layer.tar")))));
        shell.run(folder, "tar", "-cf", "base.tar", "manifest.json", "config.json", "layer.tar");
        return folder.resolve("base.tar");
    }

    /** Unpacks an image that was saved as a file. */
    static Image of(Path tar, Path folder, Shell shell) throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        shell.run(folder, "tar", "-xf", tar.toString());
        JsonNode manifest =
                JSON.readTree(folder.resolve("manifest.json").toFile()).path(0);
        for (JsonNode layer : manifest.path("Layers")) {
            shell.run(folder, "tar", "-C", root.toString(), "-xf", layer.asText());
        }
        return new Image(
                JSON.readTree(folder.resolve(manifest.path("Config").asText()).toFile()), root);
    }

    static String digest(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
