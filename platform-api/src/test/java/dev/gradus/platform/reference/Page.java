package dev.gradus.platform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the reference that is made from the code; {@code -Dgradus.docs.write=true} writes it anew. */
final class Page {
    private static final Path REFERENCE = Path.of("..", "docs", "reference");

    private Page() {}

    static void requireSame(String name, String text) {
        Path file = REFERENCE.resolve(name);
        String expected = text.stripTrailing() + "\n";
        if (Boolean.getBoolean("gradus.docs.write")) {
            try {
                Files.writeString(file, expected);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        assertThat(file)
                .as("written anew by ./mvnw -pl platform-api,docs -am verify -Dgradus.docs.write=true")
                .content()
                .isEqualTo(expected);
    }
}
