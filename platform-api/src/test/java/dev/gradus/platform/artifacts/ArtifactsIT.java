package dev.gradus.platform.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More than the server's heap. */
    private static final int LARGE = 300 << 20;

    @TempDir
    static Path folder;

    private static ArtifactServer server;

    @BeforeAll
    static void start() {
        server = ArtifactServer.over(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsPutIsReadAsAnAttachmentThatNothingRuns() throws Exception {
        String root = server.run();

        assertThat(server.put(root + "/site/a%20b.html", "<script>alert(1)</script>")
                        .body())
                .isEqualTo("{}");
        HttpResponse<String> read = server.get(root + "/site/a%20b.html");

        assertThat(read.body()).isEqualTo("<script>alert(1)</script>");
        assertThat(header(read, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(read, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"a b.html\"; filename*=UTF-8''a%20b.html");
        assertThat(header(read, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(read, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(read, "Repr-Digest"))
                .isEqualTo("sha-256=:"
                        + Base64.getEncoder()
                                .encodeToString(MessageDigest.getInstance("SHA-256")
                                        .digest(read.body().getBytes(UTF_8)))
                        + ":");
    }

    @Test
    void aRangeIsReadOfWhatTheClientBeganWith() {
        String path = server.run() + "/model.bin";
        server.put(path, "hello, world");
        String tag = header(server.get(path), "ETag");

        HttpResponse<String> part = ranged(path, "bytes=7-", "If-Range", tag);
        server.put(path, "HELLO, WORLD");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("world");
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 7-11/12");
        assertThat(ranged(path, "bytes=7-", "If-Range", tag).body()).isEqualTo("HELLO, WORLD");
        assertThat(ranged(path, "bytes=7-", "If-Match", tag).statusCode()).isEqualTo(412);
        assertThat(ranged(path, "bytes=12-", "Accept", "*/*").statusCode()).isEqualTo(416);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() {
        String path = server.run() + "/model.bin";
        server.put(path, "hello");
        String tag = header(server.get(path), "ETag");

        HttpResponse<String> again = server.send(server.to(path).header("If-None-Match", tag), BodyHandlers.ofString());
        HttpResponse<String> head =
                server.send(server.to(path).method("HEAD", BodyPublishers.noBody()), BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("5");
    }

    @Test
    void aFolderListsItsFilesAndFolders() throws Exception {
        String root = server.run();
        server.put(root + "/a.txt", "1");
        server.put(root + "/sub/b.txt", "22");
        server.put(root + "/sub/deep/c.txt", "333");
        server.put(root + "/sub0.txt", "");

        assertThat(JSON.readTree(server.list(root).body())).isEqualTo(JSON.readTree("""
                {"files": [{"path": "a.txt", "is_dir": false, "file_size": 1}, {"path": "sub", "is_dir": true},
                           {"path": "sub0.txt", "is_dir": false, "file_size": 0}]}"""));
        assertThat(JSON.readTree(server.list(root + "/sub").body())).isEqualTo(JSON.readTree("""
                {"files": [{"path": "b.txt", "is_dir": false, "file_size": 2}, {"path": "deep", "is_dir": true}]}"""));
        assertThat(server.list(root + "/a.txt").body()).isEqualTo("{}");
        assertThat(server.list(root + "/none").body()).isEqualTo("{}");
    }

    @Test
    void theRunsOwnCallsListAndReadTheSame() throws Exception {
        String root = server.run();
        server.put(root + "/model/MLmodel", "flavors: {}");
        String run = ArtifactPath.parse(root).owner();

        JsonNode listed = JSON.readTree(server.platform()
                .get("/api/2.0/mlflow/artifacts/list?run_id=" + run + "&path=model")
                .body());

        assertThat(listed.path("root_uri").asText()).isEqualTo("mlflow-artifacts:/" + root);
        assertThat(listed.path("files").path(0).path("path").asText()).isEqualTo("model/MLmodel");
        assertThat(server.platform()
                        .get("/get-artifact?run_id=" + run + "&path=model/MLmodel")
                        .body())
                .isEqualTo("flavors: {}");
        assertThat(server.platform()
                        .get("/get-artifact?run_id=" + run + "&path=../../secret")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.platform().get("/get-artifact?run_id=none&path=a").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFolderIsDeletedWithAllInItAndNothingBesideIt() {
        String root = server.run();
        server.put(root + "/sub/a", "1");
        server.put(root + "/sub/deep/b", "2");
        server.put(root + "/sub2", "3");

        assertThat(server.send(server.to(root + "/sub").DELETE(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("{}");

        assertThat(server.get(root + "/sub/deep/b").statusCode()).isEqualTo(404);
        assertThat(server.get(root + "/sub2").body()).isEqualTo("3");
    }

    @Test
    void aNameIsAFilesOrAFoldersAndNeverBoth() {
        String root = server.run();
        server.put(root + "/a/b", "1");

        assertThat(server.put(root + "/a", "2").statusCode()).isEqualTo(400);
        assertThat(server.put(root + "/a/b/c", "2").statusCode()).isEqualTo(400);
        assertThat(server.put(root, "2").statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyReadsOrWritesWithoutAToken() {
        String path = server.run() + "/a";
        server.put(path, "1");

        for (var request : Stream.of(
                        server.to(path, "wrong").GET(),
                        server.to(path, "wrong").PUT(BodyPublishers.ofString("2")),
                        server.to(path, "wrong").DELETE())
                .toList()) {
            assertThat(server.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
        assertThat(server.get(path).body()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../secret",
                "/%2e%2e/%2e%2e/secret",
                "/%252e%252e/secret",
                "/..%2f..%2fsecret",
                "/..%5c..%5csecret",
                "/a%00.txt",
                "/%2fetc%2fpasswd%2f..",
                "/C:%5cwindows",
            })
    void aPathThatWouldLeadElsewhereIsRefused(String hostile) throws IOException {
        String root = server.run();

        String put = raw("PUT", root + hostile, "Content-Length: 1\r\n\r\nx");
        String read = raw("GET", root + hostile, "\r\n");

        assertThat(put).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(read).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(server.list(root).body()).isEqualTo("{}");
    }

    @Test
    void anArtefactLargerThanTheHeapGoesInAndOut() throws Exception {
        String path = server.run() + "/large.bin";

        HttpResponse<String> put = server.send(
                server.to(path)
                        .timeout(Duration.ofMinutes(2))
                        .PUT(BodyPublishers.ofInputStream(() -> new Noise(LARGE))),
                BodyHandlers.ofString());
        HttpResponse<InputStream> read =
                server.send(server.to(path).timeout(Duration.ofMinutes(2)), BodyHandlers.ofInputStream());

        assertThat(put.body()).isEqualTo("{}");
        assertThat(header(read, "Content-Length")).isEqualTo(Integer.toString(LARGE));
        try (InputStream bytes = read.body()) {
            assertThat(sha256(bytes)).isEqualTo(sha256(new Noise(LARGE)));
        }
        assertThat(server.send(server.to(path).DELETE(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoReadsWhatIsReplacedReadsItToItsEnd() throws Exception {
        String path = server.run() + "/model.bin";
        byte[] old = new Noise(20 << 20).readAllBytes();
        server.send(server.to(path).PUT(BodyPublishers.ofByteArray(old)), BodyHandlers.ofString());

        HttpResponse<InputStream> reading = server.send(server.to(path), BodyHandlers.ofInputStream());
        try (InputStream bytes = reading.body()) {
            byte[] begin = bytes.readNBytes(100);
            server.put(path, "new");
            byte[] rest = bytes.readAllBytes();

            assertThat(begin).isEqualTo(Arrays.copyOf(old, 100));
            assertThat(rest).hasSize(old.length - 100);
        }
        assertThat(server.get(path).body()).isEqualTo("new");
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        String root = server.run();
        try (Socket socket = open("PUT", root + "/half", "Content-Length: 1000\r\n\r\nhalf")) {
            socket.getOutputStream().flush();
        }
        try (Socket socket = open("PUT", root + "/chunked", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")) {
            socket.getOutputStream().flush();
        }

        Awaitility.await().untilAsserted(() -> assertThat(uploads()).isEmpty());
        assertThat(server.list(root).body()).isEqualTo("{}");
    }

    @Test
    void bytesBehindTheLengthThatWasSaidAreNotPartOfIt() throws IOException {
        String root = server.run();

        String answers = raw("PUT", root + "/a", "Content-Length: 2\r\n\r\nabGET /evil HTTP/1.1\r\n\r\n");

        assertThat(answers).startsWith("HTTP/1.1 200");
        assertThat(server.get(root + "/a").body()).isEqualTo("ab");
    }

    @Test
    void twoLengthsAreNoRequest() throws IOException {
        String root = server.run();

        String answer = raw(
                "PUT",
                root + "/a",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
        String twice = raw("PUT", root + "/b", "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab");

        assertThat(answer.lines().findFirst().orElseThrow()).matches("HTTP/1.1 (200|400) .*");
        assertThat(twice).startsWith("HTTP/1.1 400");
        assertThat(server.get(root + "/b").statusCode()).isEqualTo(404);
    }

    @Test
    void anUploadInPartsIsAnArtefactWhenItIsComplete() throws Exception {
        String root = server.run();
        JsonNode begun = JSON.readTree(
                server.post("mpu/create/" + root + "/model", "{\"path\":\"/home/me/w.bin\",\"num_parts\":2}")
                        .body());
        String upload = begun.path("upload_id").asText();
        String second = part(begun, 1, "world");
        String first = part(begun, 0, "hello, ");
        assertThat(server.get(root + "/model/w.bin").statusCode()).isEqualTo(404);

        HttpResponse<String> done = server.post("mpu/complete/" + root + "/model", """
                {"path":"/home/me/w.bin","upload_id":"%s","parts":[
                {"part_number":1,"etag":%s},{"part_number":2,"etag":%s}]}""".formatted(
                        upload, JSON.writeValueAsString(first), JSON.writeValueAsString(second)));

        assertThat(done.body()).isEqualTo("{}");
        assertThat(server.get(root + "/model/w.bin").body()).isEqualTo("hello, world");
        assertThat(server.post("mpu/abort/" + root + "/model", "{\"path\":\"w.bin\",\"upload_id\":\"" + upload + "\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUploadThatIsGivenUpTakesNoMoreParts() throws Exception {
        String root = server.run();
        JsonNode begun = JSON.readTree(
                server.post("mpu/create/" + root, "{\"path\":\"w.bin\"}").body());
        String upload = begun.path("upload_id").asText();

        HttpResponse<String> abort =
                server.post("mpu/abort/" + root, "{\"path\":\"w.bin\",\"upload_id\":\"" + upload + "\"}");
        HttpResponse<String> late = server.send(
                server.platform()
                        .request("/api/2.0/mlflow-artifacts/mpu/parts/" + upload + "/1", server.token())
                        .PUT(BodyPublishers.ofString("late")),
                BodyHandlers.ofString());

        assertThat(abort.statusCode()).isEqualTo(200);
        assertThat(late.statusCode()).isEqualTo(404);
    }

    private static String part(JsonNode begun, int index, String content) {
        JsonNode credential = begun.path("credentials").path(index);
        String address = credential.path("url").asText();
        HttpResponse<String> put = server.send(
                server.platform()
                        .request(
                                address,
                                credential
                                        .path("headers")
                                        .path("Authorization")
                                        .asText()
                                        .substring(7))
                        .PUT(BodyPublishers.ofString(content)),
                BodyHandlers.ofString());
        assertThat(put.statusCode()).isEqualTo(200);
        return header(put, "ETag");
    }

    private static HttpResponse<String> ranged(String path, String range, String condition, String value) {
        return server.send(server.to(path).header("Range", range).header(condition, value), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    /** What a client without manners sends; what it is answered until the connection ends or falls silent. */
    private static String raw(String method, String path, String rest) throws IOException {
        try (Socket socket = open(method, path, rest)) {
            socket.setSoTimeout(2000);
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(length, 0), UTF_8);
        }
    }

    private static Socket open(String method, String path, String rest) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.platform().uri().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(
                "%s /api/2.0/mlflow-artifacts/artifacts/%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s"
                        .formatted(method, path, server.token(), rest)
                        .getBytes(UTF_8));
        out.flush();
        return socket;
    }

    private static Stream<Path> uploads() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("incoming"))) {
            return all.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList().stream();
        }
    }

    private static byte[] sha256(InputStream bytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] chunk = new byte[1 << 16];
        for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
            digest.update(chunk, 0, read);
        }
        return digest.digest();
    }

    /** So many bytes that don't repeat, the same each time. */
    private static final class Noise extends InputStream {
        private final Random random = new Random(7);
        private long left;

        Noise(long size) {
            left = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            byte[] noise = new byte[count];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, offset, count);
            left -= count;
            return count;
        }
    }
}
