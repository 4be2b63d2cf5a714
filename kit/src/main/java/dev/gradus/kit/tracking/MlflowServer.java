package dev.gradus.kit.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * An MLflow tracking server, named by {@code MLFLOW_TRACKING_URI}. {@code MLFLOW_TRACKING_TOKEN}, or
 * {@code MLFLOW_TRACKING_USERNAME} and {@code …_PASSWORD}, go with every call.
 *
 * <p>Runs go through MLflow's own {@link #client}; what that lacks (artifacts without Python, aliases) goes by plain REST here.
 *
 * <pre>{@code
 * MlflowServer.named(System.getenv()).ifPresent(server -> server.client().searchExperiments());
 * }</pre>
 */
public final class MlflowServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration TRANSFER = Duration.ofMinutes(10);
    private static final String PROXIED = "mlflow-artifacts:";

    private final URI base;
    private final @Nullable String authorization;
    private final HttpClient http;
    private final MlflowClient client;

    private MlflowServer(URI base, Map<String, String> environment) {
        this.base = base;
        this.authorization = authorization(environment);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.client = client(base.toString(), environment);
    }

    /** The server that the environment names by an http or https address; other kinds of store need Python. */
    public static Optional<MlflowServer> named(Map<String, String> environment) {
        // Continuous integration sets a variable to nothing where it has no value for it.
        Map<String, String> given = new HashMap<>(environment);
        given.values().removeIf(String::isBlank);
        String uri = given.getOrDefault("MLFLOW_TRACKING_URI", "").strip();
        boolean http = uri.startsWith("http://") || uri.startsWith("https://");
        return http ? Optional.of(new MlflowServer(URI.create(uri.replaceAll("/+$", "")), given)) : Optional.empty();
    }

    /** Whether {@code MLFLOW_TRACKING_REQUIRED=true} says that trouble with the server must stop the run. */
    public static boolean required(Map<String, String> environment) {
        return "true".equalsIgnoreCase(environment.get("MLFLOW_TRACKING_REQUIRED"));
    }

    /** MLflow's own client. */
    public MlflowClient client() {
        return client;
    }

    /** The server's address without a user's name in it, for messages. */
    public String address() {
        return base.getScheme() + "://" + base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort())
                + base.getPath();
    }

    /** Fails within seconds where nothing answers, instead of in the middle of a training. */
    public void ping() throws IOException {
        send(request("/health", ANSWER).GET());
    }

    /** A REST call with parameters in the query. */
    public JsonNode get(String path, Map<String, String> query) throws IOException {
        String text = query.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return JSON.readTree(
                send(request("/api/2.0/mlflow/" + path + "?" + text, ANSWER).GET()));
    }

    /** A REST call with a JSON body; method POST, PATCH or DELETE. */
    public JsonNode call(String method, String path, Map<String, ?> body) throws IOException {
        BodyPublisher json = BodyPublishers.ofString(json(body));
        return JSON.readTree(send(request("/api/2.0/mlflow/" + path, ANSWER)
                .header("Content-Type", "application/json")
                .method(method, json)));
    }

    /** Stores a file through the server's artifact proxy. */
    public void upload(String artifactUri, String path, Path file) throws IOException {
        try {
            send(request(proxied(artifactUri, path), TRANSFER).PUT(BodyPublishers.ofFile(file)));
        } catch (FileNotFoundException e) {
            throw new IOException("cannot read " + file, e);
        }
    }

    /** Fetches a file through the server's artifact proxy. */
    public void download(String artifactUri, String path, Path target) throws IOException {
        HttpRequest request =
                request(proxied(artifactUri, path), TRANSFER).GET().build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            requireSuccess(request, response.statusCode(), "");
            java.nio.file.Files.write(target, response.body());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static String proxied(String artifactUri, String path) throws IOException {
        if (!artifactUri.startsWith(PROXIED)) {
            throw new IOException("the server keeps artifacts at " + artifactUri
                    + " and not behind its proxy (start it with --serve-artifacts)");
        }
        String root = URI.create(artifactUri).getPath();
        String encoded =
                Arrays.stream(path.split("/")).map(MlflowServer::encode).collect(Collectors.joining("/"));
        return "/api/2.0/mlflow-artifacts/artifacts" + root + "/" + encoded;
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        return builder;
    }

    private String send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            requireSuccess(request, response.statusCode(), response.body());
            return response.body();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void requireSuccess(HttpRequest request, int status, String body) throws IOException {
        if (status / 100 != 2) {
            String line = body.lines().findFirst().orElse("");
            throw new MlflowRefusal(
                    status, request.method() + " " + request.uri().getPath() + " answered " + status + " " + line);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    private static String json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and strings are always JSON", e);
        }
    }

    private static MlflowClient client(String uri, Map<String, String> environment) {
        String token = environment.get("MLFLOW_TRACKING_TOKEN");
        String user = environment.get("MLFLOW_TRACKING_USERNAME");
        String password = environment.get("MLFLOW_TRACKING_PASSWORD");
        if (token != null) {
            return new MlflowClient(new BasicMlflowHostCreds(uri, token));
        }
        return new MlflowClient(
                user == null ? new BasicMlflowHostCreds(uri) : new BasicMlflowHostCreds(uri, user, password));
    }

    private static @Nullable String authorization(Map<String, String> environment) {
        String token = environment.get("MLFLOW_TRACKING_TOKEN");
        String user = environment.get("MLFLOW_TRACKING_USERNAME");
        if (token != null) {
            return "Bearer " + token;
        }
        String pair = user + ":" + environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
