package dev.gradus.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.kit.gate.DayBootstrap.Interval;
import dev.gradus.kit.gate.DayErrors.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DayBootstrapTest {

    private static final DayBootstrap BOOTSTRAP = new DayBootstrap(500, 0.95, 7);

    /** Of two days there are three draws: twice the first, twice the second, and both. */
    @Test
    void twoDaysHaveTheIntervalThatIsFoundByHand() {
        List<Day> first = List.of(new Day(10, 90), new Day(10, 10));
        List<Day> second = List.of(new Day(10, 40), new Day(10, 40));

        Interval interval = new DayBootstrap(2000, 0.9, 1).difference(first, second);

        // RMSE 3, 1 and root 5 against 2, 2 and 2; each of the outer ones in a quarter of the draws.
        assertThat(interval.low()).isCloseTo(-1, within(1e-12));
        assertThat(interval.difference()).isCloseTo(Math.sqrt(5) - 2, within(1e-12));
        assertThat(interval.high()).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatIsHardForBothCancelsOut() {
        List<Day> easy = List.of(new Day(10, 40), new Day(10, 360), new Day(30, 30));
        List<Day> better = easy.stream()
                .map(day -> new Day(day.rides(), day.squares() * 0.81))
                .toList();

        Interval interval = BOOTSTRAP.difference(better, easy);
        double rmse = Math.sqrt(430.0 / 50);

        assertThat(interval.difference()).isCloseTo(-0.1 * rmse, within(1e-12));
        assertThat(interval.high()).isNegative();
    }

    @Property
    void aModelIsNeitherBetterNorWorseThanItself(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(max = 1e4) Double> squares) {
        List<Day> days = squares.stream().map(sum -> new Day(10, sum)).toList();

        assertThat(BOOTSTRAP.difference(days, days)).isEqualTo(new Interval(0, 0, 0));
    }

    @Property
    void theOtherWayRoundTheIntervalIsMirrored(
            @ForAll @Size(30) List<@DoubleRange(max = 1e4) Double> first,
            @ForAll @Size(30) List<@DoubleRange(max = 1e4) Double> second) {
        List<Day> one = first.stream().map(sum -> new Day(10, sum)).toList();
        List<Day> other = second.stream().map(sum -> new Day(10, sum)).toList();

        Interval forth = BOOTSTRAP.difference(one, other);
        Interval back = BOOTSTRAP.difference(other, one);

        assertThat(back.low()).isCloseTo(-forth.high(), within(0.5));
        assertThat(back.difference()).isCloseTo(-forth.difference(), within(1e-12));
        assertThat(forth.low()).isLessThanOrEqualTo(forth.high());
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherAnother() {
        List<Day> first = days(new Random(1), 6);
        List<Day> second = days(new Random(2), 6);

        Interval interval = BOOTSTRAP.difference(first, second);

        assertThat(BOOTSTRAP.difference(first, second)).isEqualTo(interval);
        assertThat(new DayBootstrap(500, 0.95, 8).difference(first, second)).isNotEqualTo(interval);
    }

    /** Months of 28 days are made whose true difference is known: about as many intervals as promised must hold it. */
    @Test
    void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
        Random random = new Random(11);
        double truth = 6 - Math.sqrt(30);
        int months = 400;
        int held = 0;
        for (int month = 0; month < months; month++) {
            List<Day> first = new ArrayList<>();
            List<Day> second = new ArrayList<>();
            for (int day = 0; day < 28; day++) {
                double shared = meanOne(random, 0.3);
                first.add(new Day(100, 3600 * shared * meanOne(random, 0.1)));
                second.add(new Day(100, 3000 * shared * meanOne(random, 0.1)));
            }
            Interval interval = BOOTSTRAP.difference(first, second);
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }

        // 28 blocks give an interval that is a little too narrow; 0.02 is twice the deviation of 400 months.
        assertThat((double) held / months).isBetween(0.90, 0.97);
    }

    private static double meanOne(Random random, double spread) {
        return Math.exp(spread * random.nextGaussian() - spread * spread / 2);
    }

    private static List<Day> days(Random random, double rmse) {
        List<Day> days = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            days.add(new Day(100, 100 * rmse * rmse * meanOne(random, 0.3)));
        }
        return days;
    }
}
