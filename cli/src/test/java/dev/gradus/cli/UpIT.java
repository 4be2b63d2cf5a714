package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The server as one machine has it: started, found running, killed, stopped. */
@EnabledOnOs(OS.LINUX)
final class UpIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aServerIsReadyWhenUpReturnsAndGoneWhenDownDoes() throws Exception {
        try (Box box = Box.empty()) {
            Program.Result up = box.run("up", "--json");

            JsonNode ready = JSON.readTree(up.out());
            String token = ready.path("adminToken").asText();
            assertThat(up.exitCode()).as(up.err()).isZero();
            assertThat(ready.path("url").asText()).isEqualTo("http://127.0.0.1:" + box.port());
            assertThat(statusWith(token, ready.path("url").asText())).isEqualTo(200);
            assertThat(box.processes()).hasSizeGreaterThan(1);
            requireHidden(token, box);

            Program.Result down = box.run("down", "--json");

            assertThat(JSON.readTree(down.out()).path("stopped").asBoolean()).isTrue();
            assertThat(box.processes()).isEmpty();
            assertThat(box.run("down").out()).contains("Nothing was running");
        }
    }

    /** Only its owner may read it, and it stands in no log. */
    private static void requireHidden(String token, Box box) throws Exception {
        Path credentials = box.folder().resolve("state/credentials.json");
        assertThat(credentials).content().contains(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.walk(box.data())) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> holds(file, token)))
                    .isEmpty();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void aServerThatRunsIsFoundAndTheTokenIsNotToldAgain() throws Exception {
        try (Box box = Box.empty()) {
            JsonNode first = JSON.readTree(box.run("up", "--json").out());

            JsonNode again = JSON.readTree(box.run("up", "--json").out());

            assertThat(again.path("url")).isEqualTo(first.path("url"));
            assertThat(again.path("pid")).isEqualTo(first.path("pid"));
            assertThat(again.has("adminToken")).isFalse();
            assertThat(box.run("up").out()).contains("already runs");
            box.run("up", "--port", "1024").requireOneLine(ExitCode.MISTAKE);
        }
    }

    @Test
    void aServerThatWasKilledStartsAgainOverTheSamePostgres() throws Exception {
        try (Box box = Box.empty()) {
            JsonNode first = JSON.readTree(box.run("up", "--json").out());
            kill(first.path("pid").asLong());
            List<ProcessHandle> postgres = box.processes();
            assertThat(postgres).isNotEmpty();

            Program.Result up = box.run("up", "--json");

            assertThat(up.exitCode()).as(up.err()).isZero();
            assertThat(postgres).allMatch(ProcessHandle::isAlive);
            assertThat(statusWith(
                            first.path("adminToken").asText(), first.path("url").asText()))
                    .isEqualTo(200);
            kill(JSON.readTree(up.out()).path("pid").asLong());
            assertThat(box.run("down").exitCode()).isZero();
            assertThat(box.processes()).isEmpty();
        }
    }

    @Test
    void twoThatStartItAtOnceGetOneServer() throws Exception {
        try (Box box = Box.empty()) {
            Program program = Program.in(box.folder()).with(box.environment());
            Path out = box.folder().resolve("out");
            Path other = box.folder().resolve("other");
            Process first = program.start(out, box.folder().resolve("err"), "up", "--json");
            Process second = program.start(other, box.folder().resolve("err2"), "up", "--json");

            assertThat(first.waitFor() + second.waitFor()).isZero();

            assertThat(JSON.readTree(out.toFile()).path("pid"))
                    .isEqualTo(JSON.readTree(other.toFile()).path("pid"));
        }
    }

    @Test
    void aBusyPortIsNamed() throws Exception {
        try (Box box = Box.empty();
                ServerSocket taken = new ServerSocket(box.port(), 1, InetAddress.getLoopbackAddress())) {
            Program.Result up = box.run("up");

            up.requireOneLine(ExitCode.OUTSIDE);
            assertThat(up.err()).contains("port " + taken.getLocalPort()).contains("--port");
            assertThat(box.processes()).isEmpty();
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() throws Exception {
        try (Box box = Box.empty()) {
            Program.Result up = box.run("up", "--db-url", "jdbc:postgresql://127.0.0.1:1/none?password=geheim");

            up.requireOneLine(ExitCode.OUTSIDE);
            assertThat(up.err()).contains("127.0.0.1:1/none").doesNotContain("geheim");
        }
    }

    @Test
    void inTheForegroundCtrlCStopsServerAndPostgres() throws Exception {
        try (Box box = Box.empty()) {
            Path out = box.folder().resolve("out");
            Process up = Program.in(box.folder())
                    .with(box.environment())
                    .hearingCtrlC()
                    .start(out, out, "up", "--foreground");
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(out)
                    .contains("Gradus is ready"));

            Program.interrupt(up);

            assertThat(up.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(box.processes()).isEmpty();
        }
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static int statusWith(String token, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/version"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
