package dev.gradus.kit.gate;

/** The champion, as far as a new model can be compared with it. */
sealed interface Opponent {

    /**
     * There is no champion, or none that a comparison would be fair to.
     *
     * @param why for the report
     */
    record None(String why) implements Opponent {}

    /**
     * A champion whose errors on these very rides are known.
     *
     * @param version its version
     * @param errors by day
     * @param how measured now, or remembered from the day it was accepted
     */
    record Known(String version, DayErrors errors, String how) implements Opponent {}

    /**
     * A champion that is of no use any more, and of whose errors on these rides nothing is known.
     *
     * @param version its version
     * @param why what was wrong with it
     */
    record Lost(String version, String why) implements Opponent {}
}
