package dev.gradus.platform.artifacts;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A running server with its database and its store, which outlive it, and runs to log artefacts to. */
final class ArtifactServer implements AutoCloseable {
    private final Map<String, String> environment;
    private final Jdbi jdbi;
    private final String token;
    private RunningPlatform platform;

    private ArtifactServer(Map<String, String> environment) {
        this.environment = environment;
        this.jdbi = Jdbi.create(
                environment.get("GRADUS_DB_URL"),
                environment.get("GRADUS_DB_USER"),
                environment.get("GRADUS_DB_PASSWORD"));
        this.platform = RunningPlatform.start(environment);
        this.token = platform.adminToken();
    }

    /** Over a folder. */
    static ArtifactServer over(Path folder) {
        return with(Map.of("GRADUS_ARTIFACTS", folder.toString()));
    }

    /** With these settings. */
    static ArtifactServer with(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(TestPostgres.database());
        environment.putAll(settings);
        return new ArtifactServer(environment);
    }

    /** Ends the process as a power cut would, and starts another over what it left. */
    void crash() {
        platform.process().destroyForcibly();
        platform.process().onExit().join();
        platform = RunningPlatform.start(environment);
    }

    /** The root of a new run of the administrator's team, as {@code mlflow-artifacts/artifacts/<experiment>/<run>/artifacts}. */
    String run() {
        return run(1);
    }

    /** The root of a new run of this team. */
    String run(long team) {
        String id = UUID.randomUUID().toString().replace("-", "");
        long experiment = jdbi.withHandle(handle -> handle.createQuery("""
                        with e as (
                            insert into experiment (team_id, name, artifact_location, created_at, updated_at)
                            values (:team, :run, '', 0, 0) returning id)
                        insert into run (id, experiment_id, name, user_id, start_time, artifact_uri)
                        select :run, id, '', '', 0, 'mlflow-artifacts:/' || id || '/' || :run || '/artifacts' from e
                        returning experiment_id
                        """)
                .bind("team", team)
                .bind("run", id)
                .mapTo(Long.class)
                .one());
        return experiment + "/" + id + "/artifacts";
    }

    Jdbi jdbi() {
        return jdbi;
    }

    RunningPlatform platform() {
        return platform;
    }

    String token() {
        return token;
    }

    /** A request to the proxy, in the name of the administrator. */
    HttpRequest.Builder to(String path) {
        return to(path, token);
    }

    /** A request to the proxy, in the name of a token. */
    HttpRequest.Builder to(String path, String shown) {
        return platform.request("/api/2.0/mlflow-artifacts/artifacts/" + path, shown);
    }

    HttpResponse<String> put(String path, String content) {
        return send(to(path).PUT(BodyPublishers.ofString(content)), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) {
        return send(to(path).GET(), BodyHandlers.ofString());
    }

    HttpResponse<String> list(String folder) {
        return send(
                platform.request("/api/2.0/mlflow-artifacts/artifacts?path=" + folder, token), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                platform.request("/api/2.0/mlflow-artifacts/" + path, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> reading) {
        try {
            return HttpClient.newHttpClient().send(request.build(), reading);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
