package [=package];

import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How much slower than usual it goes: between two zones, around each of them, at the hour of the week, and around each zone at that
 * time of the day.
 *
 * <p>Usual is a line through the logarithms of miles and minutes; a delay of 0.1 means that rides take a tenth longer. It is the mean
 * over the rides of a group, drawn towards that of a wider group where rides are few. As with {@link PairDistances}, no training ride
 * may have a part in what it is told.
 */
final class Delays {

    private static final String GROUPS = "features/delays/groups";
    private static final String LINE = "features/delays/line";
    private static final int COLUMNS = 3;

    /** Where the times of a day end; those of weekends are counted apart. */
    private static final int[] TIME_ENDS = {6, 10, 14, 18, 21, 24};

    private static final int TIMES = 2 * TIME_ENDS.length;

    private final Line usual;
    private final float[] rides;
    private final float[] sums;

    private Delays(Line usual, float[] rides, float[] sums) {
        this.usual = usual;
        this.rides = rides;
        this.sums = sums;
    }

    /** Ways to group rides; the groups of all of them are numbered through. */
    private enum Grouping {
        PICKUP(0, 10),
        DROPOFF(ZoneGeometry.ZONES, 10),
        HOUR(2 * ZoneGeometry.ZONES, 20),
        PICKUP_THEN(HOUR.first + 7 * 24, 15),
        DROPOFF_THEN(PICKUP_THEN.first + ZoneGeometry.ZONES * TIMES, 15),
        PAIR(DROPOFF_THEN.first + ZoneGeometry.ZONES * TIMES, 6);

        private final int first;
        private final double trustInWider;

        Grouping(int first, double trustInWider) {
            this.first = first;
            this.trustInWider = trustInWider;
        }

        int group(TripRecord ride) {
            return first
                    + switch (this) {
                        case PICKUP -> ride.pickupZone();
                        case DROPOFF -> ride.dropoffZone();
                        case HOUR -> ride.day().ordinal() * 24 + ride.pickup().getHour();
                        case PICKUP_THEN -> ride.pickupZone() * TIMES + time(ride);
                        case DROPOFF_THEN -> ride.dropoffZone() * TIMES + time(ride);
                        case PAIR -> ride.pickupZone() * ZoneGeometry.ZONES + ride.dropoffZone();
                    };
        }
    }

    private static int time(TripRecord ride) {
        boolean weekend = ride.day().compareTo(DayOfWeek.FRIDAY) > 0;
        int time = 0;
        while (ride.pickup().getHour() >= TIME_ENDS[time]) {
            time++;
        }
        return weekend ? TIME_ENDS.length + time : time;
    }

    /**
     * What is known of a ride's groups: the delay of each, and how long a ride of so many miles then takes.
     *
     * @param logMinutes natural logarithm of the minutes
     */
    record Known(
            double pickup,
            double dropoff,
            double hour,
            double pickupThen,
            double dropoffThen,
            double pair,
            double logMinutes) {}

    /**
     * Learns from those of the rides whose number is asked for.
     *
     * @param miles between the zones of each ride, as it is told them itself
     */
    static Delays fit(List<TripRecord> trips, double[] miles, IntPredicate included) {
        Line usual = Line.fit(trips, miles);
        int groups = Grouping.PAIR.first + ZoneGeometry.ZONES * ZoneGeometry.ZONES;
        double[] sums = new double[groups];
        float[] rides = new float[groups];
        for (int i = 0; i < miles.length; i++) {
            if (included.test(i)) {
                TripRecord trip = trips.get(i);
                double delay = StrictMath.log(trip.minutes()) - usual.at(StrictMath.log(miles[i]));
                for (Grouping grouping : Grouping.values()) {
                    int group = grouping.group(trip);
                    sums[group] += delay;
                    rides[group]++;
                }
            }
        }
        float[] rounded = new float[groups];
        for (int group = 0; group < groups; group++) {
            rounded[group] = (float) sums[group];
        }
        return new Delays(usual, rides, rounded);
    }

    /** What is known of a ride between zones that are so many miles apart. */
    Known of(TripRecord ride, double miles) {
        double pickup = mean(Grouping.PICKUP, ride, 0);
        double dropoff = mean(Grouping.DROPOFF, ride, 0);
        double hour = mean(Grouping.HOUR, ride, 0);
        double pickupThen = mean(Grouping.PICKUP_THEN, ride, pickup);
        double dropoffThen = mean(Grouping.DROPOFF_THEN, ride, dropoff);
        double pair = mean(Grouping.PAIR, ride, (pickup + dropoff) / 2);
        double sum = pair + hour + (pickupThen - pickup) + (dropoffThen - dropoff);
        return new Known(
                pickup, dropoff, hour, pickupThen, dropoffThen, pair, usual.at(StrictMath.log(miles)) + sum);
    }

    private double mean(Grouping grouping, TripRecord ride, double wider) {
        int group = grouping.group(ride);
        return (sums[group] + grouping.trustInWider * wider) / (rides[group] + grouping.trustInWider);
    }

    /** For the model's file. */
    Map<String, Tensor> tensors() {
        int[] seen = IntStream.range(0, rides.length).filter(group -> rides[group] > 0).toArray();
        float[] values = new float[COLUMNS * seen.length];
        int at = 0;
        for (int group : seen) {
            values[at++] = group;
            values[at++] = rides[group];
            values[at++] = sums[group];
        }
        return Map.of(GROUPS, Tensor.matrix(seen.length, COLUMNS, values), LINE, usual.tensor());
    }

    /** From the model's file. */
    static Delays of(ModelFile model) {
        int groups = Grouping.PAIR.first + ZoneGeometry.ZONES * ZoneGeometry.ZONES;
        float[] rides = new float[groups];
        float[] sums = new float[groups];
        float[] values = model.matrix(GROUPS).values();
        for (int at = 0; at < values.length; at += COLUMNS) {
            rides[(int) values[at]] = values[at + 1];
            sums[(int) values[at]] = values[at + 2];
        }
        return new Delays(Line.of(model.tensor(LINE)), rides, sums);
    }

    /** Logarithm of minutes by logarithm of miles, by least squares. */
    private record Line(float constant, float slope) {

        static Line fit(List<TripRecord> trips, double[] miles) {
            double x = 0;
            double y = 0;
            double xx = 0;
            double xy = 0;
            for (int i = 0; i < miles.length; i++) {
                double logMiles = StrictMath.log(miles[i]);
                double logMinutes = StrictMath.log(trips.get(i).minutes());
                x += logMiles;
                y += logMinutes;
                xx += logMiles * logMiles;
                xy += logMiles * logMinutes;
            }
            double spread = xx - x * x / miles.length;
            double slope = spread > 0 ? (xy - x * y / miles.length) / spread : 0;
            return new Line((float) ((y - slope * x) / miles.length), (float) slope);
        }

        double at(double logMiles) {
            return constant + slope * logMiles;
        }

        Tensor tensor() {
            return Tensor.vector(constant, slope);
        }

        static Line of(Tensor tensor) {
            return new Line(tensor.values()[0], tensor.values()[1]);
        }
    }
}
