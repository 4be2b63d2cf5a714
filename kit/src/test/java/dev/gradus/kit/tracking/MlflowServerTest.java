package dev.gradus.kit.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MlflowServerTest {

    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenThatIsSetToNothingIsNoToken() throws IOException {
        ask("");
        ask("secret");

        assertThat(authorizations).containsExactly("null", "Bearer secret");
    }

    @Test
    void anAddressThatIsSetToNothingNamesNoServer() {
        assertThat(MlflowServer.named(Map.of("MLFLOW_TRACKING_URI", ""))).isEmpty();
    }

    private void ask(String token) throws IOException {
        Map<String, String> environment = Map.of(
                "MLFLOW_TRACKING_URI",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "MLFLOW_TRACKING_TOKEN",
                token);
        try (MlflowServer mlflow = MlflowServer.named(environment).orElseThrow()) {
            mlflow.get("experiments/search", Map.of());
        }
    }
}
