package dev.gradus.templates.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The JSON of a lock. It ends in a digest of all that stands before, so that an edit by hand is seen before anything is built
 * on it.
 */
public final class LockFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LockFile() {}

    public static String write(Lock lock) {
        ObjectNode root = body(lock);
        root.put("digest", digest(root));
        return pretty(root) + "\n";
    }

    /** The lock of the file; refuses one that this program did not write. */
    public static Lock read(byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (!(root instanceof ObjectNode body)) {
                throw edited("it is no JSON object");
            }
            JsonNode digest = body.remove("digest");
            if (digest == null || !digest(body).equals(digest.asText())) {
                throw edited("its digest is not that of its content");
            }
            return lock(body);
        } catch (JsonProcessingException e) {
            throw edited("it is not JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for every way in which a lock cannot be trusted. */
    public static BadInput edited(String how) {
        return new BadInput(
                Lock.PATH + " was edited by hand: " + how,
                "bring back the last committed version that Gradus wrote, as in git checkout COMMIT -- " + Lock.PATH);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ObjectNode body(Lock lock) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("pack")
                .put("name", lock.pack().name())
                .put("version", lock.pack().version())
                .put("digest", lock.pack().digest());
        root.put("renderer", lock.renderer());
        root.put("stage", lock.stage().key());
        root.set("answers", JSON.valueToTree(lock.answers()));
        root.put("base", lock.base());
        ObjectNode files = root.putObject("files");
        lock.files().forEach((path, file) -> files.putObject(path)
                .put("sha256", file.sha256())
                .put("mode", file.mode())
                .put("layer", file.layer())
                .put("strategy", file.strategy()));
        return root;
    }

    private static Lock lock(ObjectNode root) {
        JsonNode pack = root.path("pack");
        Map<String, Object> answers = new LinkedHashMap<>();
        root.path("answers").properties().forEach(entry -> answers.put(entry.getKey(), value(entry.getValue())));
        SortedMap<String, LockedFile> files = new TreeMap<>();
        root.path("files")
                .properties()
                .forEach(entry -> files.put(
                        entry.getKey(),
                        new LockedFile(
                                entry.getValue().path("sha256").asText(),
                                entry.getValue().path("mode").asText(),
                                entry.getValue().path("layer").asText(),
                                entry.getValue().path("strategy").asText())));
        return new Lock(
                new Lock.PackOrigin(
                        pack.path("name").asText(),
                        pack.path("version").asText(),
                        pack.path("digest").asText()),
                root.path("renderer").asText(),
                Stage.named(root.path("stage").asText()),
                answers,
                root.path("base").asText(),
                files);
    }

    private static Object value(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }

    private static String digest(ObjectNode body) {
        return "sha256:" + sha256(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String pretty(JsonNode node) {
        try {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            return JSON.writer(new DefaultPrettyPrinter()
                            .withObjectIndenter(indenter)
                            .withArrayIndenter(indenter))
                    .writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes is always JSON", e);
        }
    }
}
