package dev.gradus.platform.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtocolIT {
    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(TestPostgres.database());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void whatAClientAsksFirstIsWhatStoreThereIs() {
        HttpResponse<String> info = platform.get("/api/3.0/mlflow/server-info");

        assertThat(info.body()).contains("\"store_type\":\"SqlStore\"", "\"workspaces_enabled\":false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/2.0/mlflow/nothing/at-all", "/ajax-api/2.0/mlflow/nothing/at-all"})
    void anUnknownEndpointIsNotFoundInMlflowsShape(String path) {
        HttpResponse<String> answer = platform.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"error_code\":\"ENDPOINT_NOT_FOUND\"", "mlflow/nothing/at-all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/3.0/mlflow/traces/search", "/api/2.0/mlflow/traces", "/api/3.0/mlflow/scorers/register"})
    void whatIsForLanguageModelsIsNotImplemented(String path) {
        HttpResponse<String> answer = platform.post(path, "{}");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("\"error_code\":\"NOT_IMPLEMENTED\"", "Gradus does not implement");
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        HttpRequest none = HttpRequest.newBuilder(platform.uri().resolve("/api/2.0/mlflow/nothing"))
                .build();

        HttpResponse<String> answer = platform.send(none);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.body()).contains("\"error_code\":\"UNAUTHENTICATED\"");
    }

    @Test
    void aWrongTokenIsRefusedInMlflowsShape() {
        HttpResponse<String> answer = platform.send(
                platform.request("/api/2.0/mlflow/nothing", "gradus_wrong").build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"error_code\":\"UNAUTHENTICATED\"");
    }
}
