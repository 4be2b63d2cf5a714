package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** JSON as MLflow writes it: names in snake case, and what is empty left out. */
public final class MlflowJson {
    private static final ObjectMapper MAPPER = mapper();

    private MlflowJson() {}

    /** A record, a map or a {@link RawJson} as JSON. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the answer is not JSON", notJson);
        }
    }

    /** What a text says; missing if it is not JSON. */
    public static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .defaultPropertyInclusion(inclusion(JsonInclude.Include.NON_ABSENT))
                .build();
        mapper.configOverride(List.class).setInclude(inclusion(JsonInclude.Include.NON_EMPTY));
        mapper.configOverride(Map.class).setInclude(inclusion(JsonInclude.Include.NON_EMPTY));
        return mapper;
    }

    private static JsonInclude.Value inclusion(JsonInclude.Include values) {
        return JsonInclude.Value.construct(values, JsonInclude.Include.ALWAYS);
    }
}
