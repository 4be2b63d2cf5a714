package dev.gradus.kit.gate;

import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Predictor;
import java.util.Arrays;
import java.util.List;

/** How long one prediction takes in plain Java, features included, once the JVM has warmed up. */
final class Latency {

    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 5;

    private Latency() {}

    /**
     * A percentile in microseconds. The quietest of some rounds counts: what else the machine does can only make it slower,
     * and a slow model is slow in all of them.
     */
    static double microseconds(Predictor predictor, List<TripRow> rides, double percentile) {
        double guard = 0;
        for (int i = 0; i < WARM_UP; i++) {
            guard += predictor.predict(rides.get(i % rides.size())).minutes();
        }
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long[] nanos = new long[rides.size()];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                guard += predictor.predict(rides.get(i)).minutes();
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            least = Math.min(least, nanos[(int) (percentile * (nanos.length - 1))] / 1e3);
        }
        // Without a use of the predictions the JVM may leave them out. Of a model that predicts no numbers nothing is
        // measured.
        return Double.isFinite(guard) ? least : Double.NaN;
    }
}
