package [=package];

import dev.gradus.kit.weights.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A map of the taxi zones, drawn from nothing but the distances that taxis drove between them.
 *
 * <p>Each zone gets a place in the plane and an offset (the way to get going), so that for zones a and b
 * {@code |a - b| + offset(a) + offset(b)} is about the miles driven. It knows no durations, so it can tell the model nothing it
 * should not know, and it knows something about pairs of zones that nobody has driven between.
 */
final class ZoneGeometry {

    /** Zone numbers run from 1 to 265. */
    static final int ZONES = 266;

    private static final double SMOOTHING = 0.01;
    private static final double LEAST_OFFSET = 0.05;
    private static final int STEPS = 1200;
    private static final double RATE = 0.3;
    private static final int STARTS = 3;
    private static final int PER_ZONE = 3;

    /** East, north (of an unknown compass) and offset of each zone, in miles. */
    private final float[] places;

    private ZoneGeometry(float[] places) {
        this.places = places;
    }

    /** A pair of zones, the median miles driven between them, and by how many rides. */
    record Drive(int from, int to, double miles, int rides) {}

    /** Draws the map that fits best of several starts: there is more than one way to unfold a city. */
    static ZoneGeometry fit(List<Drive> drives, long seed) {
        double[] best = new double[ZONES * PER_ZONE];
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            double[] places = descend(drives, new Random(seed + start));
            double error = error(drives, places);
            if (error < least) {
                least = error;
                best = places;
            }
        }
        return new ZoneGeometry(withUnseenInTheMiddle(drives, best));
    }

    static ZoneGeometry of(Tensor tensor) {
        return new ZoneGeometry(tensor.values());
    }

    Tensor tensor() {
        return Tensor.matrix(ZONES, PER_ZONE, places);
    }

    double east(int zone) {
        return places[zone * PER_ZONE];
    }

    double north(int zone) {
        return places[zone * PER_ZONE + 1];
    }

    /** Miles to drive from one zone to another. */
    double distance(int from, int to) {
        double east = east(from) - east(to);
        double north = north(from) - north(to);
        return Math.sqrt(east * east + north * north + SMOOTHING)
                + places[from * PER_ZONE + 2]
                + places[to * PER_ZONE + 2];
    }

    /** Adam over all drives at once. Only + - * / and square roots, so that every JDK gives the same bits. */
    private static double[] descend(List<Drive> drives, Random random) {
        double[] places = new double[ZONES * PER_ZONE];
        for (int i = 0; i < places.length; i++) {
            places[i] = i % PER_ZONE == 2 ? 0.3 : random.nextGaussian() * 5;
        }
        Adam adam = new Adam(places.length);
        double[] gradient = new double[places.length];
        for (int step = 0; step < STEPS; step++) {
            Arrays.fill(gradient, 0);
            for (Drive drive : drives) {
                addGradient(drive, places, gradient);
            }
            adam.update(places, gradient, RATE * (STEPS - step) / STEPS);
            for (int i = 2; i < places.length; i += PER_ZONE) {
                places[i] = Math.max(LEAST_OFFSET, places[i]);
            }
        }
        return places;
    }

    private static void addGradient(Drive drive, double[] places, double[] gradient) {
        int a = drive.from() * PER_ZONE;
        int b = drive.to() * PER_ZONE;
        double east = places[a] - places[b];
        double north = places[a + 1] - places[b + 1];
        double straight = Math.sqrt(east * east + north * north + SMOOTHING);
        double scale = drive.miles() + 1;
        double error = (straight + places[a + 2] + places[b + 2] - drive.miles()) / scale;
        double pull = Math.sqrt(Math.min(drive.rides(), 20)) * Math.max(-1, Math.min(1, error)) / scale;
        gradient[a] += pull * east / straight;
        gradient[b] -= pull * east / straight;
        gradient[a + 1] += pull * north / straight;
        gradient[b + 1] -= pull * north / straight;
        gradient[a + 2] += pull;
        gradient[b + 2] += pull;
    }

    private static double error(List<Drive> drives, double[] places) {
        double sum = 0;
        for (Drive drive : drives) {
            int a = drive.from() * PER_ZONE;
            int b = drive.to() * PER_ZONE;
            double east = places[a] - places[b];
            double north = places[a + 1] - places[b + 1];
            double miles = Math.sqrt(east * east + north * north + SMOOTHING) + places[a + 2] + places[b + 2];
            sum += Math.abs(miles - drive.miles()) / (drive.miles() + 1);
        }
        return sum / drives.size();
    }

    private static float[] withUnseenInTheMiddle(List<Drive> drives, double[] places) {
        boolean[] seen = new boolean[ZONES];
        for (Drive drive : drives) {
            seen[drive.from()] = true;
            seen[drive.to()] = true;
        }
        double[] middle = new double[PER_ZONE];
        int zones = 0;
        for (int zone = 0; zone < ZONES; zone++) {
            for (int i = 0; seen[zone] && i < PER_ZONE; i++) {
                middle[i] += places[zone * PER_ZONE + i];
            }
            zones += seen[zone] ? 1 : 0;
        }
        float[] rounded = new float[places.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) (seen[i / PER_ZONE] ? places[i] : middle[i % PER_ZONE] / zones);
        }
        return rounded;
    }

    private static final class Adam {

        private static final double MEAN_DECAY = 0.9;
        private static final double SQUARE_DECAY = 0.999;

        private final double[] mean;
        private final double[] square;
        private double meanLeft = 1;
        private double squareLeft = 1;

        Adam(int size) {
            mean = new double[size];
            square = new double[size];
        }

        void update(double[] values, double[] gradient, double rate) {
            meanLeft *= MEAN_DECAY;
            squareLeft *= SQUARE_DECAY;
            for (int i = 0; i < values.length; i++) {
                mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * gradient[i];
                square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
                values[i] -= rate * (mean[i] / (1 - meanLeft)) / (Math.sqrt(square[i] / (1 - squareLeft)) + 1e-8);
            }
        }
    }
}
