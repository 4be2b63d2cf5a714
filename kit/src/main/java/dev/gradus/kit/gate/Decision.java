package dev.gradus.kit.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.spi.Nominee;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the gate decided about one model, and all that it decided by.
 *
 * <pre>{@code
 * {"judgedAt": "2026-11-23T10:00:00Z", "purpose": "registration", "model": "mobility.rides", "digest": "sha256:41d0…",
 *  "contract": "pre-trip", "verdict": "ACCEPTED",
 *  "thresholds": "sha256:77ab…",
 *  "holdout": {"rides": 4861, "files": [{"name": "green_tripdata_2021-02.parquet", "digest": "sha256:2002…"}]},
 *  "checks": [{"name": "accuracy", "verdict": "PASS", "figure": 0.741, "most": 0.9, "about": "RMSE of 6.88 minutes …"},
 *             {"name": "borough EWR", "verdict": "NOT_JUDGED", "figure": 0.9, "most": 1.0, "about": "3 rides, judged from 100"}],
 *  "days": {"2021-02-01": {"rides": 171, "squares": 8012.4}}}
 * }</pre>
 *
 * {@code verdict} is {@code ACCEPTED} or {@code REFUSED}; a check has {@code most} or {@code least} as its bound, and no
 * {@code figure} where nothing could be measured. {@code thresholds} is the digest of the bounds' file. {@code days} holds the
 * squared errors (square minutes) by day of pickup, by which a later model is compared when this one cannot be read any more.
 *
 * @param nominee the model
 * @param at when it was judged
 * @param purpose what for
 * @param contract what the model knows of a ride
 * @param thresholds digest of the bounds' file
 * @param holdout files that it was judged on
 * @param checks what was held against which bound
 * @param days squared errors by day
 */
record Decision(
        Nominee nominee,
        Instant at,
        Purpose purpose,
        String contract,
        String thresholds,
        List<TripFile> holdout,
        List<Check> checks,
        DayErrors days) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAMED = 3;

    /** Why a model is judged. */
    enum Purpose {
        /** To become a version. */
        REGISTRATION,
        /** Because somebody wants to know. */
        INSPECTION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean accepted() {
        return checks.stream().noneMatch(Check::failed);
    }

    /** The first of the checks that failed, and how many more there are, in one line. */
    String reasons() {
        List<Check> failed = checks.stream().filter(Check::failed).toList();
        String named = failed.stream().limit(NAMED).map(Check::reason).collect(Collectors.joining("; "));
        return failed.size() > NAMED ? "%s; and %d more".formatted(named, failed.size() - NAMED) : named;
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("judgedAt", at.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("purpose", purpose.toString());
        json.put("model", nominee.model()).put("digest", nominee.digest()).put("contract", contract);
        json.put("verdict", accepted() ? "ACCEPTED" : "REFUSED");
        json.put("thresholds", thresholds);
        ObjectNode rides = json.putObject("holdout");
        rides.put(
                "rides",
                days.days().values().stream().mapToLong(DayErrors.Day::rides).sum());
        holdout.forEach(file ->
                rides.withArray("files").addObject().put("name", file.name()).put("digest", file.digest()));
        checks.forEach(check -> json.withArray("checks").add(json(check)));
        ObjectNode byDay = json.putObject("days");
        days.days().forEach((day, sum) -> byDay.putObject(day.toString())
                .put("rides", sum.rides())
                .put("squares", sum.squares()));
        return json;
    }

    private static ObjectNode json(Check check) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", check.name()).put("verdict", check.verdict().name());
        if (Double.isFinite(check.figure())) {
            json.put("figure", check.figure());
        }
        json.put(check.bound().most() ? "most" : "least", check.bound().value());
        return json.put("about", check.about());
    }

    /** For a terminal. */
    String table() {
        StringBuilder text = new StringBuilder();
        text.append("gate: %s %s on %s%n"
                .formatted(
                        nominee.model(),
                        nominee.digest(),
                        holdout.stream().map(TripFile::name).collect(Collectors.joining(", "))));
        for (Check check : checks) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-24s %9s  %-16s %-10s  %s%n",
                    check.name(),
                    Check.text(check.figure()),
                    check.bound(),
                    check.verdict(),
                    check.about()));
        }
        return text.append(accepted() ? "accepted" : "refused")
                .append(System.lineSeparator())
                .toString();
    }
}
