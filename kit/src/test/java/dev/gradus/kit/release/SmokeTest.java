package dev.gradus.kit.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gradus.kit.data.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {

    private static final Released RELEASED = new Released(
            "ghcr.io/mobility/rides@sha256:" + "4".repeat(64), "3", "sha256:" + "9f".repeat(32), "8c1f".repeat(10));

    @TempDir
    Path project;

    private HttpServer server;
    private String prediction = "7.5";
    private String serving = RELEASED.digest();
    private int ready = 200;

    @BeforeEach
    void aService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        route("/q/health/ready", "{\"status\": \"%s\"}");
        route("/q/metrics", "jvm_threads{a=\"b\"} 3\nmodel_info{digest=\"%s\",model=\"rides\",version=\"3\"} 1.0\n");
        route("/invocations", "{\"predictions\": [%s]}");
        server.start();
    }

    private void route(String path, String template) {
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean isReady = path.endsWith("ready");
            String value = isReady ? "UP" : path.endsWith("metrics") ? serving : prediction;
            byte[] body = template.formatted(value).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isReady ? ready : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theReleasedModelAnswers() {
        assertThat(ask()).isEqualTo(7.5);
    }

    @Test
    void anotherModelThanTheReleasedIsRefused() {
        serving = "sha256:" + "0".repeat(64);

        assertThatThrownBy(this::ask)
                .isInstanceOf(BadInput.class)
                .hasMessage("the service answers with the model %s, but %s was released", serving, RELEASED.digest());
    }

    @Test
    void aPredictionThatNoRideCanHaveIsRefused() {
        for (String impossible : new String[] {"0.5", "61", "\"NaN\"", "null"}) {
            prediction = impossible;

            assertThatThrownBy(this::ask).isInstanceOf(BadInput.class).hasMessageContaining("takes");
        }
    }

    @Test
    void aServiceThatIsNotReadyIsRefused() {
        ready = 503;

        assertThatThrownBy(this::ask)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("answered /q/health/ready with 503");
    }

    @Test
    void aServiceThatIsGoneIsNoMistakeOfTheUsers() {
        server.stop(0);

        assertThatThrownBy(this::ask).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theServiceIsReachedThroughKubectl() throws IOException {
        released();
        Path kubectl = kubectl("echo \"$@\" > '%s'; echo 'Forwarding from 127.0.0.1:%d -> 8081'; exec sleep 60"
                .formatted(project.resolve("asked"), server.getAddress().getPort()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Smoke.run(project, kubectl.toString(), "rides", "dev", new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("dev answers with version 3 of the model: 7.5 minutes");
        assertThat(project.resolve("asked"))
                .content()
                .isEqualTo("--namespace rides-dev port-forward service/rides :http\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatKubectlSaysAgainstItIsToldInOneLine() throws IOException {
        released();
        Path kubectl = kubectl("echo 'error: the server has no pods'; exit 1");

        assertThatThrownBy(() -> Smoke.run(project, kubectl.toString(), "rides", "dev", System.out))
                .isInstanceOf(BadInput.class)
                .hasMessage("kubectl opens no way to the service in rides-dev: error: the server has no pods");
    }

    private double ask() {
        return new Smoke(java.net.URI.create(
                        "http://127.0.0.1:" + server.getAddress().getPort()))
                .ask(RELEASED);
    }

    private void released() throws IOException {
        Path file = Released.file(project, "dev");
        Files.createDirectories(file.getParent());
        Files.writeString(file, RELEASED.kustomization("dev", "rides"));
    }

    private Path kubectl(String script) throws IOException {
        Path file = Files.writeString(project.resolve("kubectl"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
