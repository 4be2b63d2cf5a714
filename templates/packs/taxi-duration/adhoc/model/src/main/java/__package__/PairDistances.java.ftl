package [=package];

import dev.gradus.kit.weights.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How far it is from zone to zone: the median of the rides between them, drawn towards the map's distance where rides are few.
 *
 * <p>A training ride must not be told a median that it had a part in, or the model would trust that median too much. So for
 * training, rides are dealt into five folds and each is told what the other four know.
 */
final class PairDistances {

    /** Over how many parts the training rides are dealt. */
    static final int FOLDS = 5;

    private static final double NEAREST = 0.02;
    private static final double FARTHEST = 60;
    private static final double TRUST_IN_MAP = 2;
    private static final int COLUMNS = 5;
    private static final int PAIRS = ZoneGeometry.ZONES * ZoneGeometry.ZONES;

    private final int[] rides = new int[PAIRS];
    private final int[] measured = new int[PAIRS];
    private final float[] medianLog = new float[PAIRS];

    private PairDistances() {}

    /** Learns from those of the rides whose number is asked for. */
    static PairDistances fit(List<TripRecord> trips, IntPredicate included) {
        PairDistances pairs = new PairDistances();
        List<Integer> usable = new ArrayList<>();
        for (int i = 0; i < trips.size(); i++) {
            if (included.test(i)) {
                TripRecord trip = trips.get(i);
                int pair = pair(trip.pickupZone(), trip.dropoffZone());
                pairs.rides[pair]++;
                if (trip.distance() >= NEAREST && trip.distance() <= FARTHEST) {
                    pairs.measured[pair]++;
                    usable.add(i);
                }
            }
        }
        pairs.fillMedians(trips, usable);
        return pairs;
    }

    private void fillMedians(List<TripRecord> trips, List<Integer> usable) {
        double[][] logs = new double[PAIRS][];
        int[] filled = new int[PAIRS];
        for (int i : usable) {
            TripRecord trip = trips.get(i);
            int pair = pair(trip.pickupZone(), trip.dropoffZone());
            if (logs[pair] == null) {
                logs[pair] = new double[measured[pair]];
            }
            logs[pair][filled[pair]++] = StrictMath.log(trip.distance());
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            if (logs[pair] != null) {
                medianLog[pair] = (float) median(logs[pair]);
            }
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** The drives to draw the map from. */
    List<ZoneGeometry.Drive> drives() {
        List<ZoneGeometry.Drive> drives = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            if (measured[pair] > 0) {
                drives.add(new ZoneGeometry.Drive(
                        pair / ZoneGeometry.ZONES,
                        pair % ZoneGeometry.ZONES,
                        StrictMath.exp(medianLog[pair]),
                        measured[pair]));
            }
        }
        return drives;
    }

    /** Miles; with no ride either way, what the map says. */
    double distance(int from, int to, ZoneGeometry map) {
        int there = pair(from, to);
        int known = measured[there] > 0 ? there : pair(to, from);
        double rides = measured[known];
        double mapLog = StrictMath.log(map.distance(from, to));
        return StrictMath.exp((rides * medianLog[known] + TRUST_IN_MAP * mapLog) / (rides + TRUST_IN_MAP));
    }

    int rides(int from, int to) {
        return rides[pair(from, to)];
    }

    int ridesFrom(int zone) {
        return Arrays.stream(rides, zone * ZoneGeometry.ZONES, (zone + 1) * ZoneGeometry.ZONES)
                .sum();
    }

    int ridesTo(int zone) {
        int sum = 0;
        for (int pair = zone; pair < PAIRS; pair += ZoneGeometry.ZONES) {
            sum += rides[pair];
        }
        return sum;
    }

    private static int pair(int from, int to) {
        return from * ZoneGeometry.ZONES + to;
    }

    Tensor tensor() {
        int count = (int) Arrays.stream(rides).filter(n -> n > 0).count();
        float[] values = new float[count * COLUMNS];
        int at = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            if (rides[pair] > 0) {
                values[at++] = pair / ZoneGeometry.ZONES;
                values[at++] = pair % ZoneGeometry.ZONES;
                values[at++] = rides[pair];
                values[at++] = measured[pair];
                values[at++] = medianLog[pair];
            }
        }
        return Tensor.matrix(count, COLUMNS, values);
    }

    static PairDistances of(Tensor tensor) {
        PairDistances pairs = new PairDistances();
        float[] values = tensor.values();
        for (int at = 0; at < values.length; at += COLUMNS) {
            int pair = pair((int) values[at], (int) values[at + 1]);
            pairs.rides[pair] = (int) values[at + 2];
            pairs.measured[pair] = (int) values[at + 3];
            pairs.medianLog[pair] = values[at + 4];
        }
        return pairs;
    }
}
