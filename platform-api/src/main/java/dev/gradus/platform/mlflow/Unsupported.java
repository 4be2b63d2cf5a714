package dev.gradus.platform.mlflow;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What MLflow's server has for applications of language models and for its own page, and Gradus has not. */
public final class Unsupported {
    private static final SortedSet<String> FIRST_PARTS = new TreeSet<>(Set.of(
            "assessments",
            "datasets",
            "demo",
            "gateway",
            "gateway-proxy",
            "genai",
            "get-online-trace-details",
            "get-trace-artifact",
            "issues",
            "jobs",
            "label-schemas",
            "prompt-optimization",
            "review-queues",
            "scorer",
            "scorers",
            "traces",
            "ui-telemetry",
            "unified-traces",
            "webhooks",
            "workspaces"));

    private Unsupported() {}

    /** The first parts of the paths, below {@code mlflow/}. */
    public static SortedSet<String> firstParts() {
        return FIRST_PARTS;
    }

    /** Why a path is answered by 501, if it is. */
    static Optional<String> reason(String path) {
        String first = path.split("/", 2)[0];
        return FIRST_PARTS.contains(first)
                ? Optional.of("Gradus does not implement \"mlflow/" + first
                        + "\": it tracks runs and models, not applications of language models")
                : Optional.empty();
    }
}
