package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to break a reader change no verdict, and break nothing. */
class HostileTreeTest {

    @TempDir
    Path folder;

    private record Attack(String name, Consumer<SampleProject> made) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attack> attacks() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        return Stream.of(
                new Attack(
                        "brackets without end in Python",
                        project -> project.write("deep.py", "fit(" + "(".repeat(100_000))),
                new Attack(
                        "brackets without end in Java",
                        project -> project.write("Deep.java", "class Deep { int x = fit(" + "(".repeat(50_000) + " }")),
                new Attack(
                        "a sum without end in Java",
                        project -> project.write(
                                "Sum.java", "class Sum { int x = a.fit()" + " + 1".repeat(20_000) + "; }")),
                new Attack(
                        "YAML without end", project -> project.write("params.yml", "sha256: " + "[".repeat(100_000))),
                new Attack("YAML of aliases", project -> project.write("conf/a.yaml", bomb())),
                new Attack("JSON without end", project -> project.write("data/a.json", "{\"sha256\":".repeat(50_000))),
                new Attack(
                        "a manifest that is its own parent",
                        project -> project.write("conf/b.yaml", "&a\nsha256: x\nmore: *a\n")),
                new Attack("bytes that are no text", project -> project.write("noise.py", noise)
                        .write("Noise.java", noise)),
                new Attack(
                        "text that is no UTF-8",
                        project -> project.write(
                                "latin.py", new byte[] {'#', (byte) 0xe9, '\n', 'f', 'i', 't', '(', ')', '\n'})),
                new Attack("a huge file", project -> project.write("huge.py", "x = 1\n".repeat(500_000))),
                new Attack(
                        "a make variable of itself",
                        project -> project.replace("Makefile", "RUN :=", "A = $(A) $(A) $(A)\nB := $(A)\nRUN :=")),
                new Attack(
                        "a Makefile that includes itself",
                        project -> project.write("mk/loop.mk", "include Makefile mk/loop.mk\n")),
                new Attack("targets in a circle", project -> project.write("mk/round.mk", "a: b\nb: a\n\tmake a\n")),
                new Attack(
                        "a long line of shell", project -> project.write("long.sh", "echo " + "'\"$(".repeat(50_000))),
                new Attack("a link out of the tree and around", HostileTreeTest::links));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("sha256: x\na0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return text.toString();
    }

    private static void links(SampleProject project) {
        try {
            Files.createSymbolicLink(project.folder().resolve("loop.py"), Path.of("loop.py"));
            Files.createSymbolicLink(project.folder().resolve("away.yaml"), Path.of("/etc/passwd"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void nothingHappens(Attack attack) {
        // Given
        SampleProject project = SampleProject.copy("python", folder);
        attack.made().accept(project);
        project.commit("attack");

        // When
        Assessment assessment = project.assess();

        // Then
        assertThat(SampleProject.potential(assessment, Stage.MANAGED).values()).containsOnly("PASS");
    }

    @Test
    void aBrokenPomIsToldWithItsPlace() {
        // Given
        SampleProject project = SampleProject.copy("java", folder);
        project.replace("pom.xml", "</project>", "</projekt>").commit("break");

        // When
        Assessment assessment = project.assess();

        // Then
        assertThat(SampleProject.findings(assessment, "deps-pinned"))
                .contains("pom.xml The pom.xml is not well formed.");
    }

    @Test
    void poisonInTheDocumentTypeOfAPomIsNotRead() {
        // Given
        SampleProject project = SampleProject.copy("java", folder);
        project.replace(
                        "pom.xml",
                        "<project xmlns",
                        "<!DOCTYPE project [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<project xmlns")
                .commit("poison");

        // When
        Assessment assessment = project.assess();

        // Then
        assertThat(assessment.toString()).doesNotContain("root:");
    }
}
