package dev.gradus.platform.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class OpenApiIT {
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
    void theDocumentOfTheReferenceIsWhatTheServerSays() {
        Page.requireSame("openapi.yaml", document("yaml"));
    }

    @Test
    void everyEndpointHasANameOfItsOwnAndATag() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> untagged = new ArrayList<>();
        for (JsonNode path : new ObjectMapper().readTree(document("json")).get("paths")) {
            for (JsonNode operation : path) {
                names.add(operation.path("operationId").asText());
                if (operation.path("tags").isEmpty()) {
                    untagged.add(operation.toString());
                }
            }
        }

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][A-Za-z]+"));
        assertThat(untagged).isEmpty();
    }

    private static String document(String format) {
        return platform.send(HttpRequest.newBuilder(platform.uri().resolve("/api/v1/openapi?format=" + format))
                        .build())
                .body();
    }
}
