package dev.gradus.kit.gate;

import dev.gradus.kit.gate.DayBootstrap.Interval;
import dev.gradus.kit.gate.DayErrors.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds what was found out about a model against the bounds: a pure function.
 *
 * <pre>{@code
 * List<Check> checks = Judgement.of(thresholds, evidence);
 * checks.stream().anyMatch(Check::failed);   // refused
 * }</pre>
 */
final class Judgement {

    /** Sums in another order differ in the last digits; another model or other rides differ in the first. */
    private static final double SAME = 1e-9;

    private Judgement() {}

    static List<Check> of(Thresholds thresholds, Evidence evidence) {
        List<Check> checks = new ArrayList<>(accuracy(thresholds.accuracy(), evidence.measurement()));
        checks.add(champion(thresholds.champion(), evidence.measurement().days(), evidence.opponent()));
        checks.addAll(slices(thresholds.slices(), evidence.measurement()));
        checks.add(Check.atMost(
                "latency",
                evidence.microseconds(),
                thresholds.latency().microseconds(),
                String.format(
                        Locale.ROOT,
                        "microseconds of one prediction, percentile %s",
                        thresholds.latency().percentile())));
        checks.addAll(parity(thresholds.parity(), evidence));
        return List.copyOf(checks);
    }

    private static List<Check> accuracy(Thresholds.Accuracy bounds, Measurement measured) {
        return List.of(
                Check.atMost(
                        "accuracy",
                        measured.ratio(),
                        bounds.linear(),
                        "RMSE of %.2f minutes as a share of the linear baseline's"
                                .formatted(measured.errors().rmse())),
                Check.atMost(
                        "spread",
                        measured.spreadRatio(),
                        bounds.spread(),
                        "RMSE as a share of the durations' standard deviation"));
    }

    private static Check champion(Thresholds.Champion bounds, DayErrors days, Opponent opponent) {
        Check nothing = Check.atMost("champion", Double.NaN, bounds.margin(), "");
        if (opponent instanceof Opponent.Known known) {
            return compare(bounds, days, known);
        }
        if (opponent instanceof Opponent.Lost lost) {
            String why = "version %s, the champion, cannot be compared with: %s".formatted(lost.version(), lost.why());
            return bounds.acceptWhenLost()
                    ? nothing.notJudged(why + "; champion.when_lost accepts that")
                    : new Check("champion", Verdict.FAIL, Double.NaN, nothing.bound(), why);
        }
        return nothing.notJudged(((Opponent.None) opponent).why());
    }

    private static Check compare(Thresholds.Champion bounds, DayErrors days, Opponent.Known known) {
        List<Day> own = List.copyOf(days.days().values());
        List<Day> theirs = List.copyOf(known.errors().days().values());
        if (own.size() < bounds.minDays()) {
            String few = "days of held-out rides are too few to compare with the champion by";
            return Check.atLeast("champion", own.size(), bounds.minDays(), few);
        }
        Interval interval = bounds.bootstrap().difference(own, theirs);
        double rmse =
                Math.sqrt(squares(theirs) / own.stream().mapToLong(Day::rides).sum());
        String about = String.format(
                Locale.ROOT,
                "upper end of the RMSE's difference to version %s, %s, as a share of its RMSE; %+.3f minutes, %s %% interval %+.3f to %+.3f",
                known.version(),
                known.how(),
                interval.difference(),
                Check.text(100 * bounds.bootstrap().confidence()),
                interval.low(),
                interval.high());
        return Check.atMost("champion", interval.high() / rmse, bounds.margin(), about);
    }

    private static double squares(List<Day> days) {
        return days.stream().mapToDouble(Day::squares).sum();
    }

    private static List<Check> slices(Thresholds.Slices bounds, Measurement measured) {
        List<Check> checks = new ArrayList<>();
        measured.slices().forEach((name, slices) -> {
            long judged = 0;
            for (Slice slice : slices) {
                Check check = slice(bounds, slice);
                judged += check.verdict() == Verdict.NOT_JUDGED ? 0 : slice.rides();
                checks.add(check);
            }
            checks.add(Check.atLeast(
                    "judged " + name,
                    (double) judged / measured.errors().rows(),
                    bounds.minJudgedShare(),
                    "share of the rides in groups that are judged"));
        });
        return checks;
    }

    private static Check slice(Thresholds.Slices bounds, Slice slice) {
        Check check = Check.atMost(
                slice.name() + " " + slice.value(),
                slice.ratio(),
                bounds.linear(),
                "RMSE of %.2f minutes over %d rides as a share of the linear baseline's"
                        .formatted(slice.model().rmse(), slice.rides()));
        return slice.rides() < bounds.minRides()
                ? check.notJudged("%d rides, judged from %d".formatted(slice.rides(), bounds.minRides()))
                : check;
    }

    private static List<Check> parity(double bound, Evidence evidence) {
        Evidence.Reported reported = evidence.reported();
        boolean same = reported.rides() == evidence.measurement().errors().rows();
        double rmse = evidence.measurement().errors().rmse();
        double difference = same ? Math.abs(rmse - reported.rmse()) / rmse : Double.NaN;
        return List.of(
                Check.atMost(
                        "parity",
                        reported.parity(),
                        bound,
                        "largest difference in minutes between the trained network and plain Java"),
                Check.atMost(
                        "metrics",
                        difference,
                        SAME,
                        same
                                ? "relative difference of RMSE to that in build/metrics.json"
                                : "build/metrics.json is about %d rides, these are %d"
                                        .formatted(
                                                reported.rides(),
                                                evidence.measurement().errors().rows())));
    }
}
