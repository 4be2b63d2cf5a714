package dev.gradus.platform.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.access.Role;
import dev.gradus.platform.access.TeamRef;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactFaultsIT {
    private static final int LIMIT = 8 << 20;

    @TempDir
    static Path folder;

    private static ArtifactServer server;

    @BeforeAll
    static void start() {
        server = ArtifactServer.with(Map.of(
                "GRADUS_ARTIFACTS", folder.toString(),
                "GRADUS_ARTIFACTS_MAX_SIZE", Integer.toString(LIMIT),
                "GRADUS_ARTIFACTS_SWEEP", "1s"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsLargerThanTheLimitIsRefusedAndLeavesNothing() throws IOException {
        String root = server.run();
        byte[] large = new byte[LIMIT + 1];

        int said = server.send(server.to(root + "/a").PUT(BodyPublishers.ofByteArray(large)), BodyHandlers.ofString())
                .statusCode();
        int found = server.send(
                        server.to(root + "/b").PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
                        BodyHandlers.ofString())
                .statusCode();

        assertThat(List.of(said, found)).containsOnly(413);
        assertThat(server.list(root).body()).isEqualTo("{}");
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void killedAmidUploadsTheServerKeepsWhatItAcknowledgedAndNothingElse() throws Exception {
        String root = server.run();
        List<String> acknowledged = new ArrayList<>();
        try (Socket half = halfAnUpload(root + "/half")) {
            for (int i = 0; i < 20; i++) {
                String name = root + "/" + i;
                if (server.put(name, "content " + i).statusCode() == 200) {
                    acknowledged.add(name);
                }
            }
            Awaitility.await().until(() -> !files("incoming").isEmpty());
            assertThat(half.isConnected()).isTrue();
            server.crash();
        }

        assertThat(acknowledged).hasSize(20);
        assertThat(acknowledged).allSatisfy(name -> assertThat(server.get(name).body())
                .isEqualTo("content " + name.substring(name.lastIndexOf('/') + 1)));
        assertThat(server.get(root + "/half").statusCode()).isEqualTo(404);
        assertThat(files("incoming")).isEmpty();
    }

    @Test
    void aBlobThatNothingNamesGoesWhenItsTimeHasCome() throws IOException {
        String path = server.run() + "/a";
        server.put(path, "old");
        Path old = blob(path);
        server.put(path, "new");
        assertThat(old).exists();

        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update artifact_blob set expires_at = now() where expires_at is not null"));

        Awaitility.await().until(() -> Files.notExists(old));
        assertThat(server.get(path).body()).isEqualTo("new");
    }

    @Test
    void noBlobGoesWhileABackupHoldsThem() throws IOException {
        String path = server.run() + "/a";
        server.put(path, "old");
        Path old = blob(path);

        server.jdbi().useTransaction(backup -> {
            BlobHold.during(backup);
            server.put(path, "new");
            server.jdbi()
                    .useHandle(handle ->
                            handle.execute("update artifact_blob set expires_at = now() where expires_at is not null"));
            Awaitility.await().during(Duration.ofSeconds(3)).until(() -> Files.exists(old));
        });

        Awaitility.await().until(() -> Files.notExists(old));
    }

    @Test
    void anotherTeamReadsAndDoesNotWrite() {
        ArtifactPath path = ArtifactPath.parse(server.run(1) + "/a");
        Owners owners = new Owners(server.jdbi());
        Caller other = new Caller("eve", new TeamRef(2, "others"), Set.of(Role.MEMBER), "");
        Caller member = new Caller("ada", new TeamRef(1, "default"), Set.of(Role.MEMBER), "");
        Caller viewer = new Caller("bob", new TeamRef(1, "default"), Set.of(Role.VIEWER), "");

        assertThatCode(() -> owners.requireWriter(path, member)).doesNotThrowAnyException();
        for (Caller refused : List.of(other, viewer)) {
            assertThatThrownBy(() -> owners.requireWriter(path, refused))
                    .isInstanceOfSatisfying(MlflowProblem.class, problem -> assertThat(problem.code())
                            .isEqualTo(ErrorCode.PERMISSION_DENIED));
        }
    }

    @Test
    void aRunThatIsNotThereHasNoArtefacts() {
        assertThat(server.put("77/none/artifacts/a", "1").statusCode()).isEqualTo(404);
        assertThat(server.put("somewhere/else", "1").statusCode()).isEqualTo(400);
    }

    private static Socket halfAnUpload(String path) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.platform().uri().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(
                "PUT /api/2.0/mlflow-artifacts/artifacts/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                        .formatted(path, server.token())
                        .getBytes(UTF_8));
        out.write("Content-Length: 5000000\r\n\r\n".getBytes(UTF_8));
        out.write(new byte[3_000_000]);
        out.flush();
        return socket;
    }

    private static Path blob(String path) {
        String id = server.jdbi()
                .withHandle(handle -> handle.createQuery("select blob::text from artifact where path = :path")
                        .bind("path", path)
                        .mapTo(String.class)
                        .one());
        return folder.resolve("blobs").resolve(id.substring(0, 2)).resolve(id);
    }

    private static List<Path> files(String part) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(part))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }
}
