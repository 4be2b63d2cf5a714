package dev.gradus.maturity.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An organisation can add a control without Java because none of ours needs any. */
class ChecksAreDataTest {

    @Test
    void noIdOfAControlStandsInJava() throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode file : CatalogueFiles.bundled("catalogue").controls().values()) {
            file.path("controls").forEach(control -> ids.add(control.path("id").asText()));
        }
        assertThat(ids).isNotEmpty().doesNotContain("");

        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = withoutJavadoc(Files.readString(file));
                ids.stream().filter(text::contains).forEach(id -> found.add(id + " in " + file));
            }
        }
        assertThat(found).isEmpty();
    }

    /** An example in a comment may name a control. */
    private static String withoutJavadoc(String text) {
        return text.replaceAll("(?s)/\\*\\*.*?\\*/", "");
    }
}
