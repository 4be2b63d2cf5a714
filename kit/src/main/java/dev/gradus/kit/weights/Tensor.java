package dev.gradus.kit.weights;

import java.util.Arrays;
import java.util.List;

/**
 * Single-precision numbers with a shape, in C order: the last index runs fastest. Treated as immutable.
 *
 * <pre>{@code
 * Tensor.matrix(2, 3, new float[] {1, 2, 3, 4, 5, 6}).values()[1 * 3 + 2]   // 6: second row, third column
 * }</pre>
 */
public final class Tensor {

    private final int[] shape;
    private final float[] values;

    private Tensor(int[] shape, float[] values) {
        int size = Math.toIntExact(Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact));
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "shape %s needs %d values, got %d".formatted(Arrays.toString(shape), size, values.length));
        }
        this.shape = shape.clone();
        this.values = values.clone();
    }

    /** A tensor of any shape. */
    public static Tensor of(int[] shape, float[] values) {
        return new Tensor(shape, values);
    }

    /** A tensor of one dimension. */
    public static Tensor vector(float... values) {
        return new Tensor(new int[] {values.length}, values);
    }

    /** A tensor of two dimensions, row after row. */
    public static Tensor matrix(int rows, int columns, float[] values) {
        return new Tensor(new int[] {rows, columns}, values);
    }

    public List<Integer> shape() {
        return Arrays.stream(shape).boxed().toList();
    }

    /** Number of dimensions. */
    public int rank() {
        return shape.length;
    }

    /** Extent of one dimension. */
    public int extent(int dimension) {
        return shape[dimension];
    }

    /** A copy of the values, in C order. */
    public float[] values() {
        return values.clone();
    }

    int size() {
        return values.length;
    }

    float value(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && Arrays.equals(shape, tensor.shape)
                && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
