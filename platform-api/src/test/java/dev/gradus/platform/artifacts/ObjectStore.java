package dev.gradus.platform.artifacts;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3-compatible server that checks signatures: the versitygw that {@code GRADUS_VERSITYGW} names, over a folder, with one bucket. */
final class ObjectStore implements AutoCloseable {
    static final String BUCKET = "artifacts";
    static final String KEY = "gradus";
    static final String SECRET = "a secret of the test";

    private final Process process;
    private final URI endpoint;

    private ObjectStore(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static ObjectStore start(Path folder) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        program(),
                        "--port",
                        "127.0.0.1:" + port,
                        "--access",
                        KEY,
                        "--secret",
                        SECRET,
                        "posix",
                        Files.createDirectories(folder.resolve("buckets")).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("versitygw.log").toFile());
        ObjectStore store = new ObjectStore(builder.start(), URI.create("http://127.0.0.1:" + port));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
        try (S3Client s3 = store.client(SECRET)) {
            s3.createBucket(request -> request.bucket(BUCKET));
        }
        return store;
    }

    URI endpoint() {
        return endpoint;
    }

    /** What the server's environment says of this store. */
    Map<String, String> environment() {
        return Map.of(
                "GRADUS_ARTIFACTS",
                "s3://" + BUCKET + "/" + UUID.randomUUID(),
                "GRADUS_ARTIFACTS_S3_ENDPOINT",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET);
    }

    S3Client client(String secret) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials(secret))
                .build();
    }

    static StaticCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret));
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the store while others still count on it. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String program() {
        String program = System.getenv("GRADUS_VERSITYGW");
        if (program == null) {
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail("GRADUS_VERSITYGW must name the versitygw program");
            }
            abort("GRADUS_VERSITYGW names no program");
        }
        return program;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
