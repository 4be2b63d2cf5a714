package dev.gradus.kit.gate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * The bounds of the gate, from {@code gates/thresholds.yaml}. A file with a bound missing, misspelt or so wide that it would
 * let everything pass is refused whole.
 *
 * @param accuracy of all held-out rides together
 * @param champion comparison with the present champion
 * @param slices groups of rides
 * @param latency of one prediction
 * @param parity largest difference in minutes between what was trained and what is served
 */
record Thresholds(Accuracy accuracy, Champion champion, Slices slices, Latency latency, double parity) {

    static final String FILE = "gates/thresholds.yaml";

    private static final Map<String, Set<String>> KEYS = Map.of(
            "accuracy", Set.of("ratio_to_linear", "ratio_to_spread"),
            "champion", Set.of("margin", "confidence", "resamples", "seed", "min_days", "when_lost"),
            "slices", Set.of("ratio_to_linear", "min_rides", "min_judged_share"),
            "latency", Set.of("percentile", "microseconds"),
            "parity", Set.of("minutes"));

    /**
     * Bounds of all held-out rides together.
     *
     * @param linear largest RMSE, as a share of the linear baseline's
     * @param spread largest RMSE, as a share of the durations' standard deviation
     */
    record Accuracy(double linear, double spread) {}

    /**
     * The comparison with the champion.
     *
     * @param margin how much worse the interval's upper end may be, as a share of the champion's RMSE
     * @param bootstrap how the interval is made
     * @param minDays fewer held-out days are too few to draw from
     * @param acceptWhenLost whether a model passes when its champion cannot be compared with any more
     */
    record Champion(double margin, DayBootstrap bootstrap, int minDays, boolean acceptWhenLost) {}

    /**
     * Bounds of each group of rides.
     *
     * @param linear largest RMSE of a group, as a share of the linear baseline's on the same rides
     * @param minRides a group of fewer is not judged
     * @param minJudgedShare least share of rides that must lie in groups that are judged
     */
    record Slices(double linear, int minRides, double minJudgedShare) {}

    /**
     * The bound of one prediction's time.
     *
     * @param percentile of the measured times, as a share
     * @param microseconds the longest it may be
     */
    record Latency(double percentile, double microseconds) {}

    /**
     * Reads the project's bounds.
     *
     * @throws BadInput when one is missing, is not a number, or is trivial
     */
    static Thresholds read(Path project) {
        Path file = project.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no " + FILE, "take it back from git, for without bounds nothing is judged");
        }
        try {
            return of(new YAMLMapper().readTree(file.toFile()));
        } catch (JacksonException e) {
            throw new BadInput(FILE + " is not valid YAML at line " + line(e), "correct that line");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static int line(JacksonException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    static Thresholds of(JsonNode file) {
        JsonNode tree = file.isObject() ? file : JsonNodeFactory.instance.objectNode();
        refuseUnknown(tree);
        return new Thresholds(
                new Accuracy(
                        number(tree, "accuracy.ratio_to_linear", 0, 0.99),
                        number(tree, "accuracy.ratio_to_spread", 0, 0.99)),
                champion(tree),
                new Slices(
                        number(tree, "slices.ratio_to_linear", 0, 2),
                        whole(tree, "slices.min_rides", 30, 1_000_000),
                        number(tree, "slices.min_judged_share", 0, 1)),
                new Latency(
                        number(tree, "latency.percentile", 0.5, 0.9999),
                        number(tree, "latency.microseconds", 0, 1_000_000)),
                number(tree, "parity.minutes", 0, 0.1));
    }

    private static Champion champion(JsonNode tree) {
        String whenLost = tree.at("/champion/when_lost").asText("");
        if (!Set.of("refuse", "accept").contains(whenLost)) {
            throw wrong("champion.when_lost", whenLost, "must be refuse or accept");
        }
        return new Champion(
                number(tree, "champion.margin", 0, 0.2),
                new DayBootstrap(
                        whole(tree, "champion.resamples", 200, 1_000_000),
                        number(tree, "champion.confidence", 0.5, 0.9999),
                        whole(tree, "champion.seed", 0, Integer.MAX_VALUE)),
                whole(tree, "champion.min_days", 5, 366),
                whenLost.equals("accept"));
    }

    /** A misspelt bound would otherwise be one that nobody holds. */
    private static void refuseUnknown(JsonNode tree) {
        tree.properties().forEach(section -> {
            Set<String> known = KEYS.getOrDefault(section.getKey(), Set.of());
            if (known.isEmpty()) {
                throw unknown(section.getKey());
            }
            section.getValue().properties().stream()
                    .filter(bound -> !known.contains(bound.getKey()))
                    .findFirst()
                    .ifPresent(bound -> {
                        throw unknown(section.getKey() + "." + bound.getKey());
                    });
        });
    }

    private static int whole(JsonNode tree, String key, int least, int most) {
        String rule = "must be a whole number from %d to %d".formatted(least, most);
        return (int) number(tree, key, value -> value >= least && value <= most && value == Math.rint(value), rule);
    }

    private static double number(JsonNode tree, String key, double above, double most) {
        String rule = String.format(Locale.ROOT, "must be a number above %s and at most %s", above, most);
        return number(tree, key, value -> value > above && value <= most, rule);
    }

    private static double number(JsonNode tree, String key, DoublePredicate holds, String rule) {
        JsonNode node = tree.at("/" + key.replace('.', '/'));
        if (!node.isNumber() || !holds.test(node.doubleValue())) {
            throw wrong(key, node.asText(""), rule);
        }
        return node.doubleValue();
    }

    private static BadInput wrong(String key, String given, String rule) {
        return new BadInput(
                "%s says %s for %s, which %s".formatted(FILE, given.isEmpty() ? "nothing" : given, key, rule),
                "correct the bound");
    }

    private static BadInput unknown(String key) {
        return new BadInput(
                FILE + " has " + key + ", which is no bound of the gate", "correct its name, or take it out");
    }
}
