package dev.gradus.kit.train;

import dev.gradus.kit.weights.Tensor;
import java.util.Arrays;

/**
 * A quantity on a ladder of steps, each holding an equal share of the training values: a value is 1 on the steps below it, 0
 * on those above and a fraction on its own. A network draws any curve on such columns that is linear between the steps' edges.
 *
 * <pre>{@code
 * Steps steps = Steps.fit(new double[] {0, 1, 2, 3, 4}, 2);   // edges 0, 2, 4
 * steps.value(0, 3);   // 1.0: above the first step
 * steps.value(1, 3);   // 0.5: half way up the second
 * }</pre>
 */
public final class Steps {

    /** No step at all. */
    public static final Steps NONE = new Steps(new float[] {0});

    private final float[] edges;

    private Steps(float[] edges) {
        this.edges = edges;
    }

    /** Edges at equal shares of the values; the array is sorted. */
    public static Steps fit(double[] values, int count) {
        Arrays.sort(values);
        float[] edges = new float[count + 1];
        for (int i = 0; i <= count; i++) {
            edges[i] = (float) values[(int) ((long) i * (values.length - 1) / count)];
        }
        return new Steps(edges);
    }

    public static Steps of(Tensor tensor) {
        return new Steps(tensor.values());
    }

    /** Number of steps. */
    public int count() {
        return edges.length - 1;
    }

    /** How far up one step a value is, from 0 to 1; a step of no height is climbed by what lies above it. */
    public double value(int step, double value) {
        double low = edges[step];
        double high = edges[step + 1];
        if (value <= low) {
            return 0;
        }
        return value >= high ? 1 : (value - low) / (high - low);
    }

    public Tensor tensor() {
        return Tensor.vector(edges);
    }
}
