package dev.gradus.kit.gate;

import java.util.Locale;

/**
 * One check of the gate: a figure, the bound it was held against, and what came of it.
 *
 * <pre>{@code
 * Check.atMost("accuracy", 0.912, 0.9, "RMSE as a share of the linear baseline's").reason()
 * // "accuracy is 0.912, at most 0.9 is allowed (RMSE as a share of the linear baseline's)"
 * }</pre>
 *
 * @param name which check
 * @param verdict what came of it
 * @param figure what was measured, NaN where nothing could be
 * @param bound what it was held against
 * @param about what the figure is, or why there is none
 */
record Check(String name, Verdict verdict, double figure, Bound bound, String about) {

    /**
     * A limit on one side.
     *
     * @param most whether it is the largest allowed figure; else it is the smallest
     * @param value the limit itself
     */
    record Bound(boolean most, double value) {

        /** A figure that is not a number is on the wrong side of every limit. */
        boolean holds(double figure) {
            return most ? figure <= value : figure >= value;
        }

        @Override
        public String toString() {
            return (most ? "at most " : "at least ") + value;
        }
    }

    static Check atMost(String name, double figure, double bound, String about) {
        return held(name, figure, new Bound(true, bound), about);
    }

    static Check atLeast(String name, double figure, double bound, String about) {
        return held(name, figure, new Bound(false, bound), about);
    }

    private static Check held(String name, double figure, Bound bound, String about) {
        return new Check(name, bound.holds(figure) ? Verdict.PASS : Verdict.FAIL, figure, bound, about);
    }

    /** The same check without a verdict on its figure, and why. */
    Check notJudged(String why) {
        return new Check(name, Verdict.NOT_JUDGED, figure, bound, why);
    }

    boolean failed() {
        return verdict == Verdict.FAIL;
    }

    /** One line for a person. */
    String reason() {
        String measured = Double.isNaN(figure) ? "has no figure" : "is " + text(figure);
        return "%s %s, %s is allowed (%s)".formatted(name, measured, bound, about);
    }

    static String text(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.4g", figure);
    }
}
