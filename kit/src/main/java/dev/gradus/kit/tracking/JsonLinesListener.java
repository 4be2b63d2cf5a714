package dev.gradus.kit.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.spi.RunArtifact;
import dev.gradus.kit.spi.RunInput;
import dev.gradus.kit.spi.RunListener;
import dev.gradus.kit.spi.RunMetric;
import dev.gradus.kit.spi.RunStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes each run to {@code runs/<runId>/run.jsonl}, one JSON object a line as it happens, and keeps its artifacts beside
 * it. A run that was killed has no line {@code end}.
 *
 * <pre>{@code
 * {"event":"start","runId":"9f…","experiment":"mobility/rides","name":"Train-9f3c0a11","time":"2026-11-23T10:00:00.000Z",…}
 * {"event":"metric","key":"rmse","value":5.01,"step":0,"time":"2026-11-23T10:00:41.512Z"}
 * {"event":"end","status":"FINISHED","time":"2026-11-23T10:00:41.600Z"}
 * }</pre>
 */
public final class JsonLinesListener implements RunListener {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final String runId = UUID.randomUUID().toString().replace("-", "");
    private @Nullable Path folder;

    /** For {@link java.util.ServiceLoader}. */
    public JsonLinesListener() {
        this(Clock.systemUTC());
    }

    JsonLinesListener(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void started(RunStart start) {
        folder = start.project().resolve("runs").resolve(runId);
        String simpleName = start.entryPoint().substring(start.entryPoint().lastIndexOf('.') + 1);
        Map<String, Object> line = event("start");
        line.put("runId", runId);
        line.put("experiment", ProjectName.of(start.project()).experiment());
        line.put("name", simpleName + "-" + runId.substring(0, 8));
        line.put("time", time(start.at()));
        line.put("entryPoint", start.entryPoint());
        line.put("user", System.getProperty("user.name", "unknown"));
        append(line);
        GitState.of(start.project()).tags().forEach(this::tagged);
        start.params().forEach((key, value) -> keyValue("param", key, value));
    }

    @Override
    public void tagged(String key, String value) {
        keyValue("tag", key, value);
    }

    @Override
    public void input(RunInput input) {
        Map<String, Object> line = event("input");
        line.put("name", input.name());
        line.put("digest", input.digest());
        line.put("context", input.context().toString());
        line.put("rows", input.rows());
        append(line);
    }

    @Override
    public void metric(RunMetric metric) {
        Map<String, Object> line = event("metric");
        line.put("key", metric.key());
        line.put("value", metric.value());
        line.put("step", metric.step());
        line.put("time", time(metric.at()));
        append(line);
    }

    @Override
    public void artifact(RunArtifact artifact) {
        Path artifacts = folder().resolve("artifacts");
        Path kept = artifacts.resolve(artifact.path()).normalize();
        if (!kept.startsWith(artifacts)) {
            throw new IllegalArgumentException("artifact path leads outside the run: " + artifact.path());
        }
        try {
            Files.createDirectories(kept.getParent());
            Files.copy(artifact.file(), kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + artifact.file() + " as " + kept, e);
        }
        Map<String, Object> line = event("artifact");
        line.put("path", artifact.path());
        line.put("digest", artifact.digest());
        append(line);
    }

    @Override
    public void finished() {
        end("FINISHED");
    }

    @Override
    public void failed(String reason) {
        tagged("gradus.failure", reason);
        end("FAILED");
    }

    private void end(String status) {
        Map<String, Object> line = event("end");
        line.put("status", status);
        line.put("time", time(clock.instant()));
        append(line);
    }

    private void keyValue(String event, String key, String value) {
        Map<String, Object> line = event(event);
        line.put("key", key);
        line.put("value", value);
        append(line);
    }

    private static Map<String, Object> event(String name) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", name);
        return line;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** One write per line, straight to the system, so that a killed run keeps all that had happened. */
    private void append(Map<String, Object> line) {
        Path file = folder().resolve("run.jsonl");
        try {
            Files.createDirectories(folder());
            byte[] bytes = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings and numbers is always JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("the run has not started");
        }
        return folder;
    }
}
