package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.EntityNames;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tags of the registry may be, in MLflow's words. */
final class RegistryTags {
    static final Shape TAG = Shape.of(Field.text("key"), Field.text("value"));

    /** Marks a registered model whose versions are prompts. */
    static final String PROMPT = "mlflow.prompt.is_prompt";

    private static final String PROMPT_TEXT = "mlflow.prompt.text";
    private static final int MAX_KEY = 250;
    private static final int MAX_VALUE = 100_000;

    private RegistryTags() {}

    /** The tags of a request, by key; of two with one key the last one counts. */
    static Map<String, String> of(List<Fields> messages) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Fields tag : messages) {
            String key = key(tag.text("key"));
            tags.put(key, value(key, tag.text("value")));
        }
        return tags;
    }

    /** Whether tags say that a registered model or a version is a prompt. */
    static boolean arePrompt(Map<String, String> tags) {
        return "true".equalsIgnoreCase(tags.get(PROMPT));
    }

    static String key(String key) {
        return EntityNames.within("key", MAX_KEY, EntityNames.key("key", key));
    }

    static String value(String key, String value) {
        if (key.equals(PROMPT_TEXT) && value.codePointCount(0, value.length()) > MAX_VALUE) {
            throw MlflowProblem.invalid("Prompt text exceeds max length of " + MAX_VALUE + " characters.");
        }
        return EntityNames.within("value", MAX_VALUE, value);
    }
}
