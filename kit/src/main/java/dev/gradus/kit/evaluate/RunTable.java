package dev.gradus.kit.evaluate;

import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.tracking.RecordedRun;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs beside each other, the newest last and the best marked. The best is the one of least RMSE among those measured on
 * the same rides; runs that did not end well are listed and never the best.
 *
 * <pre>{@code
 *   run       started (UTC)     commit     data      test      contract   status        rmse     mae  linear
 * * 9f3c0a11  2026-11-23 10:00  9a28e8e0   1c22aa90  77ab01fe  pre-trip   FINISHED      5.92    4.21    9.31
 * }</pre>
 */
final class RunTable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROW = "%s %-8s  %-16s  %-9s  %-8s  %-8s  %-9s  %-10s  %6s  %6s  %6s";

    private RunTable() {}

    static String of(List<RecordedRun> runs) {
        Optional<RecordedRun> best = best(runs);
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted(
                " ", "run", "started (UTC)", "commit", "data", "test", "contract", "status", "rmse", "mae", "linear"));
        for (RecordedRun run : runs) {
            lines.add(ROW.formatted(
                    best.filter(run::equals).isPresent() ? "*" : " ",
                    head(run.id()),
                    TIME.format(run.at()),
                    head(run.tags().getOrDefault("mlflow.source.git.commit", "-")) + (dirty(run) ? "+" : ""),
                    head(hex(run.tags().getOrDefault("gradus.data.digest", "-"))),
                    head(tests(run)),
                    run.tags().getOrDefault("gradus.contract", "-"),
                    run.status(),
                    minutes(run, "rmse"),
                    minutes(run, "mae"),
                    minutes(run, "baseline.linear.rmse")));
        }
        lines.add("");
        lines.add(
                "* least RMSE (minutes) of the finished runs that were tested on the same rides as the newest; + uncommitted changes");
        return String.join("\n", lines) + "\n";
    }

    /** Errors on other rides do not compare, so only runs that were tested on the newest one's rides compete. */
    static Optional<RecordedRun> best(List<RecordedRun> runs) {
        List<RecordedRun> measured = runs.stream()
                .filter(run -> run.finished() && run.metrics().containsKey("rmse"))
                .toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        RecordedRun newest = measured.get(measured.size() - 1);
        return measured.stream()
                .filter(run -> run.tests().equals(newest.tests()))
                .min(Comparator.comparing(run -> run.metrics().getOrDefault("rmse", Double.MAX_VALUE)));
    }

    /** One file's digest, or that of all of them together. */
    private static String tests(RecordedRun run) {
        List<String> digests = List.copyOf(run.tests().values());
        if (digests.size() < 2) {
            return digests.isEmpty() ? "-" : hex(digests.get(0));
        }
        return hex(Sha256.of(String.join("\n", digests).getBytes(StandardCharsets.UTF_8)));
    }

    private static String hex(String digest) {
        return digest.substring(digest.indexOf(':') + 1);
    }

    private static boolean dirty(RecordedRun run) {
        return "true".equals(run.tags().get("gradus.git.dirty"));
    }

    private static String minutes(RecordedRun run, String key) {
        Double value = run.metrics().get(key);
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String head(String text) {
        return text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
    }
}
