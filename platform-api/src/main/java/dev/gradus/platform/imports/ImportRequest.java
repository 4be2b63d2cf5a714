package dev.gradus.platform.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to bring over.
 *
 * @param url the MLflow server's address, as its clients use it
 * @param token a token of that server, if it wants one
 * @param experiments the names of experiments; none for all of them and the registered models
 */
public record ImportRequest(
        @Nullable String url,
        @Nullable String token,
        @Nullable List<String> experiments) {}
