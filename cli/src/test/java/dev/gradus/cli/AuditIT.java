package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is verified with no server; this one was written by the server's own test. */
final class AuditIT {
    private static final Path GOLDEN =
            Path.of("../platform-api/src/test/resources/dev/gradus/platform/audit/golden.ndjson");

    @TempDir
    Path folder;

    private Path export;

    @BeforeEach
    void copy() throws IOException {
        export = Files.copy(GOLDEN, folder.resolve("audit.ndjson"));
    }

    @Test
    void whatTheServerWroteIsWhole() throws Exception {
        Program.Result result = run("audit", "verify", "audit.ndjson");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("whole").contains("seals     2").contains("entries   3");
    }

    @Test
    void theFirstEntryThatWasChangedIsNamed() throws Exception {
        Files.writeString(export, Files.readString(export).replaceFirst("Müller", "Meier"));

        Program.Result result = run("audit", "verify", "audit.ndjson", "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(result.out())
                .contains("\"verified\" : false")
                .contains("\"line\" : 3")
                .contains("entry 7 (1 of 2) was changed, in seal 1");
    }

    @Test
    void aHeadThatIsNoMoreThereIsMissed() throws Exception {
        Program.Result result = run("audit", "verify", "audit.ndjson", "--head", "ab".repeat(32));

        assertThat(result.exitCode()).isEqualTo(ExitCode.NO);
        assertThat(result.out()).contains("abab").contains("taken away or rewritten");
    }

    @Test
    void withNeitherFileNorServerTheRemedyIsNamed() throws Exception {
        run("audit", "verify", "none.ndjson").requireOneLine(ExitCode.MISTAKE);
        Program.in(folder)
                .with(Map.of("GRADUS_DATA", folder.resolve("none").toString()))
                .run("audit", "verify")
                .requireOneLine(ExitCode.MISTAKE);
        run("audit", "export").requireOneLine(ExitCode.MISTAKE);
    }

    private Program.Result run(String... arguments) throws Exception {
        return Program.in(folder).run(arguments);
    }
}
