package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.code.Flow.Comparison;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words by which code speaks of a model's scores. */
final class Scores {

    private static final Set<String> ERRORS =
            Set.of("rmse", "mae", "mse", "mape", "rmsle", "error", "loss", "logloss", "deviance", "wape", "smape");
    private static final Set<String> MERITS =
            Set.of("accuracy", "auc", "f1", "precision", "recall", "r2", "score", "gini", "map", "ndcg");
    private static final Set<String> OTHERS = Set.of("metric", "figure", "ratio", "skill", "quality");
    private static final Set<String> REFERENCES = Set.of(
            "baseline",
            "champion",
            "previous",
            "production",
            "current",
            "reference",
            "dummy",
            "mean",
            "naive",
            "linear",
            "incumbent",
            "last",
            "best");
    private static final Set<String> COUNTS = Set.of("len", "size", "count", "length", "isEmpty");

    private Scores() {}

    /** Whether a comparison holds a score against something. */
    static boolean compares(Comparison comparison) {
        List<String> left = words(comparison.left());
        List<String> right = words(comparison.right());
        return (speaks(left) || speaks(right))
                && Collections.disjoint(left, COUNTS)
                && Collections.disjoint(right, COUNTS);
    }

    static boolean speaks(List<String> words) {
        return words.stream().anyMatch(word -> ERRORS.contains(word) || MERITS.contains(word) || OTHERS.contains(word));
    }

    /** Whether the words name a score of which more is better, within 0 and 1. */
    static boolean isMerit(List<String> words) {
        return !Collections.disjoint(words, MERITS) && Collections.disjoint(words, ERRORS);
    }

    static boolean isError(List<String> words) {
        return !Collections.disjoint(words, ERRORS);
    }

    /** Whether the words name what a model is compared with. */
    static boolean isReference(List<String> words) {
        return !Collections.disjoint(words, REFERENCES);
    }

    static boolean isRatio(List<String> words) {
        return !Collections.disjoint(words, Set.of("ratio", "relative", "skill"));
    }

    /** The words of names in any style: {@code maxRmse_ratio} is max, rmse and ratio. */
    static List<String> words(String text) {
        return List.of(text.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+", -1));
    }
}
