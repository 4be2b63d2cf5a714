package dev.gradus.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.collect.StandardCollectors;
import dev.gradus.maturity.report.CatalogueReference;
import dev.gradus.maturity.report.FactsReference;
import dev.gradus.maturity.repository.Assess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the reference are what the code says; {@code -Dgradus.docs.write=true} writes them. */
final class ReferenceTest {
    private static final Assess ASSESS = Assess.with(StandardCollectors::list, List.of());

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("cli.md", CliReference.page()),
                Arguments.of("catalogue.md", CatalogueReference.markdown(ASSESS.catalogue())),
                Arguments.of("facts.md", FactsReference.markdown(ASSESS.vocabulary())),
                Arguments.of("packs.md", PacksReference.page()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void thePageSaysWhatTheCodeSays(String name, String text) throws IOException {
        Path file = Path.of("reference", name);
        String expected = text.stripTrailing() + "\n";
        if (Boolean.getBoolean("gradus.docs.write")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, expected);
        }

        assertThat(file).content().isEqualTo(expected);
    }
}
