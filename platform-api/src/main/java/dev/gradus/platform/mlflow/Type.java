package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** What a field of a request holds, with the JSON that protocol buffers take for it. */
sealed interface Type permits Scalar, Choice, Shape {
    /**
     * Reads a value. Nothing is handed on where the protocol drops the value without a word, as an unknown name of a
     * choice; a message is handed on before its fields are read, and keeps those before the first unreadable one.
     */
    void read(JsonNode value, Consumer<Object> into) throws NotOfTypeException;

    /** Whether MLflow's own look at the raw value passes, which it takes only when the reading failed. */
    boolean looksRight(JsonNode value);

    /** How the reference names it. */
    String label();
}
