package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Backup and restore as a user has them. */
@EnabledOnOs(OS.LINUX)
final class BackupIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Box box;
    private static String url;
    private static String token;
    private static Path backup;

    @BeforeAll
    static void makeABackup() throws Exception {
        box = Box.empty();
        JsonNode ready = JSON.readTree(box.run("up", "--json").out());
        url = ready.path("url").asText();
        token = ready.path("adminToken").asText();
        backup = box.folder().resolve("gradus.zip");
        Program.Result result = box.run("backup", "gradus.zip");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("sha256:");
    }

    @AfterAll
    static void stop() throws IOException {
        box.close();
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        byte[] before = Files.readAllBytes(backup);

        box.run("backup", "gradus.zip").requireOneLine(ExitCode.MISTAKE);

        assertThat(backup).hasBinaryContent(before);
    }

    @Test
    void aFolderThatHoldsADatabaseIsNotRestoredInto() throws Exception {
        Program.Result result = box.run("restore", "gradus.zip");

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains(url);
    }

    @Test
    void aFileThatWasCutShortMakesNothing() throws Exception {
        Path cut = box.folder().resolve("cut.zip");
        byte[] whole = Files.readAllBytes(backup);
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        Program.Result result = box.run("restore", "cut.zip", "--data-dir", "other");

        result.requireOneLine(ExitCode.OUTSIDE);
        assertThat(result.err()).contains("no whole backup");
        assertThat(box.folder().resolve("other/postgres")).doesNotExist();
    }

    @Test
    void whatIsRestoredHasTheSameTokensAndSaysInItsAuditThatItWasBackedUp() throws Exception {
        try (Box other = Box.empty()) {
            Program.Result restored = other.run(
                    "restore", backup.toString(), "--data-dir", other.data().toString());
            assertThat(restored.exitCode()).as(restored.err()).isZero();
            assertThat(other.processes()).isEmpty();

            JsonNode ready = JSON.readTree(other.run("up", "--json").out());

            assertThat(ready.has("adminToken")).isFalse();
            assertThat(audit(ready.path("url").asText()))
                    .as("the backup that was restored and the one that shows it")
                    .containsPattern("(?s)backup.create.*backup.create");
            other.run("restore", backup.toString()).requireOneLine(ExitCode.MISTAKE);
            other.run("down");
            Program.Result again = other.run("restore", backup.toString());
            again.requireOneLine(ExitCode.OUTSIDE);
            assertThat(again.err()).contains("holds a database already");
        }
    }

    @Test
    void aServerWithoutATokenIsNamed() throws Exception {
        Program.Result result = box.run("backup", "no.zip", "--server", "http://127.0.0.1:1");

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains("http://127.0.0.1:1");
    }

    @Test
    void theDoctorFindsNothingWrong() throws Exception {
        Program.Result result = box.run("doctor", "--json");

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(JSON.readTree(result.out()).findValuesAsText("outcome"))
                .hasSize(8)
                .containsOnly("OK");
    }

    /** The audit's rows, by a backup that the old token takes. */
    private static String audit(String server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1/backup"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        Path file = box.folder().resolve("of-restored.zip");
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(file));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("tables/audit_entry")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
