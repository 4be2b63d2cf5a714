package dev.gradus.templates.promote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** Does to a project what an {@code edit.yaml} says, and commits it. */
final class UserEdits {
    private final Projects project;
    private final Path folder;
    private final Set<String> used = new TreeSet<>();

    UserEdits(Projects project, Path folder) {
        this.project = project;
        this.folder = folder;
    }

    void commitAll() throws IOException {
        for (JsonNode step :
                new YAMLMapper().readTree(folder.resolve("edit.yaml").toFile())) {
            String before = project.git.run("write-tree");
            String kind = step.fieldNames().next();
            apply(kind, step.get(kind));
            project.git.run("add", "-A");
            assertThat(project.git.run("write-tree")).as(step.toString()).isNotEqualTo(before);
        }
        project.git.run("commit", "-qm", "edit");
        assertThat(project.git.run("status", "--porcelain")).isEmpty();
        String[] files = folder.resolve("edit").toFile().list();
        assertThat(files == null ? new String[0] : files).containsExactlyInAnyOrderElementsOf(used);
    }

    private void apply(String kind, JsonNode step) throws IOException {
        String path = step.path("path").asText();
        Path file = project.folder.resolve(path);
        switch (kind) {
            case "put" -> {
                used.add(step.get("file").asText());
                Files.createDirectories(file.getParent());
                Files.copy(folder.resolve("edit").resolve(step.get("file").asText()), file);
            }
            case "append" ->
                project.write(path, project.read(path) + step.get("text").asText());
            case "replace" ->
                project.replace(path, step.get("from").asText(), step.get("to").asText());
            case "insert" -> insert(path, step);
            case "remove" -> Files.delete(file);
            case "rename" -> rename(step);
            case "crlf" -> project.write(path, project.read(path).replace("\n", "\r\n"));
            case "mode" ->
                assertThat(file.toFile().setExecutable(step.get("mode").asText().equals("100755"), false))
                        .isTrue();
            case "link" -> {
                Files.deleteIfExists(file);
                Files.createDirectories(file.getParent());
                Files.createSymbolicLink(file, Path.of(step.get("to").asText()));
            }
            case "bytes" ->
                Files.write(file, HexFormat.of().parseHex(step.get("hex").asText()));
            default -> throw new AssertionError("an unknown step " + kind);
        }
    }

    private void insert(String path, JsonNode step) {
        String text = step.get("text").asText();
        String anchor = step.has("before")
                ? step.get("before").asText()
                : step.get("after").asText();
        String whole = project.read(path);
        int at = whole.indexOf(anchor) + (step.has("before") ? 0 : anchor.length());
        assertThat(whole).contains(anchor);
        project.write(path, whole.substring(0, at) + text + whole.substring(at));
    }

    private void rename(JsonNode step) throws IOException {
        Path to = project.folder.resolve(step.get("to").asText());
        Files.createDirectories(to.getParent());
        Files.move(project.folder.resolve(step.get("from").asText()), to);
    }
}
