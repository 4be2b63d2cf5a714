package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.maturity.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a catalogue.
 *
 * @param rules the file {@code catalogue.yaml}
 * @param controls files of controls by their names, in the order in which they are read
 */
record CatalogueFiles(JsonNode rules, Map<String, JsonNode> controls, String digest) {

    private static final String RULES = "catalogue.yaml";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The rules on the class path and the files that they name. */
    static CatalogueFiles bundled(String folder) {
        return read(name -> resource(folder, name));
    }

    /** The rules in a folder and the files that they name. */
    static CatalogueFiles of(Path folder) {
        return read(name -> bytes(folder.resolve(name)));
    }

    private static CatalogueFiles read(Function<String, byte[]> content) {
        MessageDigest digest = sha256();
        JsonNode rules = parse(RULES, digested(digest, RULES, content.apply(RULES)));
        Map<String, JsonNode> controls = new LinkedHashMap<>();
        for (JsonNode file : rules.path("files")) {
            String name = file.asText();
            controls.put(name, parse(name, digested(digest, name, content.apply(name))));
        }
        return new CatalogueFiles(rules, controls, named(digest));
    }

    /** These files and those of more folders. */
    CatalogueFiles and(List<Path> folders) {
        if (folders.isEmpty()) {
            return this;
        }
        MessageDigest digest = sha256();
        digest.update(this.digest.getBytes(StandardCharsets.UTF_8));
        Map<String, JsonNode> all = new LinkedHashMap<>(controls);
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                String name = file.toString();
                all.put(name, parse(name, digested(digest, file.getFileName().toString(), bytes(file))));
            }
        }
        return new CatalogueFiles(rules, all, named(digest));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInput(
                    "the folder of controls %s does not exist".formatted(folder), "Maybe: check the path for a typo.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the controls in " + folder, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the controls in " + file, e);
        }
    }

    private static byte[] resource(String folder, String name) {
        String path = "/" + folder + "/" + name;
        try (InputStream in = CatalogueFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static byte[] digested(MessageDigest digest, String name, byte[] content) {
        digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
        return content;
    }

    private static JsonNode parse(String name, byte[] content) {
        try {
            return YAML.readTree(content);
        } catch (JsonProcessingException e) {
            throw new BadInput(
                    "%s, line %d: %s"
                            .formatted(
                                    name,
                                    e.getLocation() == null
                                            ? 1
                                            : e.getLocation().getLineNr(),
                                    oneLine(e.getOriginalMessage())),
                    "Maybe: check the indentation and the quotes.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** The parser shows the place over several indented lines. */
    private static String oneLine(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining(": "));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String named(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
