package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** JSON that is written already, as PostgreSQL builds it. */
public record RawJson(@JsonValue @JsonRawValue String json) {}
