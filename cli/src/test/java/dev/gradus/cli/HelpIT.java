package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every example in a help text is run as it stands there. */
final class HelpIT {
    static Box box;

    @BeforeAll
    static void makeABox() throws IOException {
        box = Box.empty();
    }

    @AfterAll
    static void stopTheServer() throws IOException, InterruptedException {
        box.close();
    }

    /** In the order of the verbs, so that the first example makes the project that the others speak of. */
    static Stream<String> examples() {
        return Gradus.commandLine().getSubcommands().values().stream()
                .flatMap(verb -> Stream.concat(Stream.of(verb), verb.getSubcommands().values().stream()))
                .flatMap(HelpIT::examplesOf)
                // The demo has a test of its own, which takes minutes; so have what reads a password and what names one
                // token.
                .filter(example -> !example.matches("gradus (demo|login|token revoke)\\b.*"));
    }

    private static Stream<String> examplesOf(CommandLine verb) {
        return Stream.of(verb.getCommandSpec().usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith("gradus "));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleWorks(String example) throws Exception {
        List<String> words = List.of(example.split(" "));

        Program.Result result = Program.in(box.folder())
                .with(box.environment())
                .run(words.subList(1, words.size()).toArray(String[]::new));

        assertThat(result.exitCode()).as(example + result.err()).isIn(0, 1);
        assertThat(result.out() + result.err()).isNotBlank();
    }

    @Test
    void everyVerbHasAnExample() {
        Map<String, CommandLine> verbs = Gradus.commandLine().getSubcommands();

        assertThat(verbs.values())
                .allSatisfy(verb -> assertThat(examplesOf(verb).toList())
                        .as(verb.getCommandName())
                        .isNotEmpty());
    }

    @Test
    void theVersionIsThatOfTheBuild() throws IOException, InterruptedException {
        assertThat(Program.in(box.folder()).run("--version").out()).matches("gradus \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }
}
