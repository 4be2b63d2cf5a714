package dev.gradus.kit.weights;

import dev.gradus.kit.data.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The model's networks in plain Java: embeddings of category numbers beside normalised columns, dense layers with ReLU, one linear
 * output, the mean over the members, clamped to 1 to 60 minutes.
 *
 * <p>Immutable and safe for use by many threads. Made to answer one ride at a time: what the first layer makes of each category is
 * worked out beforehand, and so is what it makes of a ride whose columns are all zero before they are normalised, as most flags
 * are. A call adds the differences, and allocates a few arrays per layer, nothing that grows.
 *
 * <pre>{@code
 * Ensemble ensemble = Ensemble.of(ModelFile.read(path));
 * double minutes = ensemble.predict(new int[] {74, 166}, normalisedColumns);
 * }</pre>
 */
public final class Ensemble {

    static final double SHORTEST = 1;
    static final double LONGEST = 60;

    private final Normaliser normaliser;
    private final List<Member> members;

    private Ensemble(Normaliser normaliser, List<Member> members) {
        this.normaliser = normaliser;
        this.members = members;
    }

    /**
     * The networks of a model.
     *
     * @throws BadInput when its layers do not fit together
     */
    public static Ensemble of(ModelFile model) {
        Normaliser normaliser = Normaliser.of(model);
        List<Member> members = new ArrayList<>();
        while (model.tensors().containsKey(members.size() + "/output/W")) {
            members.add(Member.of(model, members.size(), normaliser));
        }
        if (members.isEmpty()) {
            throw new BadInput("the model has no network in it", "train it again");
        }
        return new Ensemble(normaliser, List.copyOf(members));
    }

    /**
     * Minutes for one ride.
     *
     * @param categories one number per embedding
     * @param columns normalised, in the order of {@link Normaliser#columns}
     */
    public double predict(int[] categories, float[] columns) {
        double sum = 0;
        for (Member member : members) {
            sum += member.predict(categories, columns);
        }
        double minutes = normaliser.minutes(sum / members.size());
        return Math.max(SHORTEST, Math.min(LONGEST, minutes));
    }

    private static float[][] rowsOf(Tensor matrix) {
        int width = matrix.extent(1);
        float[] values = matrix.values();
        float[][] rows = new float[matrix.extent(0)][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
        return rows;
    }

    private record Member(List<Embedding> embeddings, Entrance entrance, List<Dense> layers) {

        static Member of(ModelFile model, int number, Normaliser normaliser) {
            List<Embedding> embeddings = new ArrayList<>();
            while (model.tensors().containsKey("%d/embedding%d/W".formatted(number, embeddings.size()))) {
                embeddings.add(Embedding.of(model, "%d/embedding%d".formatted(number, embeddings.size())));
            }
            List<Dense> layers = new ArrayList<>();
            int width = normaliser.columns().size()
                    + embeddings.stream().mapToInt(embedding -> embedding.width).sum();
            while (model.tensors().containsKey("%d/dense%d/W".formatted(number, layers.size()))) {
                layers.add(Dense.of(model, "%d/dense%d".formatted(number, layers.size()), width));
                width = layers.get(layers.size() - 1).outputs();
            }
            layers.add(Dense.of(model, number + "/output", width));
            return new Member(
                    List.copyOf(embeddings),
                    Entrance.of(layers.get(0), embeddings, normaliser),
                    List.copyOf(layers.subList(1, layers.size())));
        }

        double predict(int[] categories, float[] columns) {
            float[] values = entrance.apply(embeddings, categories, columns);
            for (Dense layer : layers) {
                values = layer.applyToPositive(values);
            }
            return values[0];
        }
    }

    private static final class Embedding {

        private final int width;
        private final float[][] weights;

        private Embedding(int width, float[][] weights) {
            this.width = width;
            this.weights = weights;
        }

        static Embedding of(ModelFile model, String layer) {
            Tensor tensor = model.matrix(layer + "/W");
            return new Embedding(tensor.extent(1), rowsOf(tensor));
        }

        int rows() {
            return weights.length;
        }

        int require(int category) {
            if (category < 0 || category >= rows()) {
                throw new BadInput(
                        "category %d is unknown to the model".formatted(category),
                        "give one from 0 to " + (rows() - 1));
            }
            return category;
        }
    }

    /** The first layer, as differences from a ride of nothing but zeros. */
    private static final class Entrance {

        private final Dense dense;
        /** The layer's input that is the first column; the embeddings come before. */
        private final int firstColumn;
        /** The columns of the ride of zeros, normalised. */
        private final float[] rest;
        /** What the layer makes of them. */
        private final float[] base;
        /** For each embedding, what the layer makes of each category. */
        private final List<float[][]> categories;

        private Entrance(Dense dense, int firstColumn, float[] rest, float[] base, List<float[][]> categories) {
            this.dense = dense;
            this.firstColumn = firstColumn;
            this.rest = rest;
            this.base = base;
            this.categories = categories;
        }

        static Entrance of(Dense dense, List<Embedding> embeddings, Normaliser normaliser) {
            List<float[][]> categories = new ArrayList<>();
            int input = 0;
            for (Embedding embedding : embeddings) {
                float[][] table = new float[embedding.rows()][dense.outputs()];
                for (int category = 0; category < embedding.rows(); category++) {
                    WeightedRows rows = new WeightedRows(embedding.width);
                    for (int i = 0; i < embedding.width; i++) {
                        rows.add(input + i, embedding.weights[category][i]);
                    }
                    rows.addTo(table[category], dense.weights);
                }
                categories.add(table);
                input += embedding.width;
            }
            float[] rest = new float[normaliser.columns().size()];
            normaliser.apply(rest);
            WeightedRows rows = new WeightedRows(rest.length);
            for (int column = 0; column < rest.length; column++) {
                rows.add(input + column, rest[column]);
            }
            float[] base = dense.biases.clone();
            rows.addTo(base, dense.weights);
            return new Entrance(dense, input, rest, base, List.copyOf(categories));
        }

        float[] apply(List<Embedding> embeddings, int[] chosen, float[] columns) {
            float[] sums = base.clone();
            for (int e = 0; e < embeddings.size(); e++) {
                WeightedRows.addOne(sums, 1, categories.get(e)[embeddings.get(e).require(chosen[e])]);
            }
            WeightedRows rows = new WeightedRows(columns.length);
            for (int column = 0; column < columns.length; column++) {
                rows.add(firstColumn + column, columns[column] - rest[column]);
            }
            rows.addTo(sums, dense.weights);
            return sums;
        }
    }

    private static final class Dense {

        private final float[][] weights;
        private final float[] biases;

        private Dense(float[][] weights, float[] biases) {
            this.weights = weights;
            this.biases = biases;
        }

        static Dense of(ModelFile model, String layer, int inputs) {
            Tensor weights = model.matrix(layer + "/W");
            Tensor biases = model.tensor(layer + "/b");
            if (weights.extent(0) != inputs || biases.size() != weights.extent(1)) {
                throw new BadInput(
                        "layer %s of the model is %s, expected %d inputs".formatted(layer, weights.shape(), inputs),
                        "use the model with the features it was trained on, or train it again");
            }
            return new Dense(rowsOf(weights), biases.values());
        }

        int outputs() {
            return biases.length;
        }

        /** The layer after a ReLU. */
        float[] applyToPositive(float[] values) {
            float[] sums = biases.clone();
            WeightedRows rows = new WeightedRows(values.length);
            for (int i = 0; i < values.length; i++) {
                rows.add(i, Math.max(0, values[i]));
            }
            rows.addTo(sums, weights);
            return sums;
        }
    }

    /** Rows of a matrix that are to be summed, each with a factor; those whose factor is zero are left out. */
    private static final class WeightedRows {

        private static final int AT_ONCE = 4;

        private final int[] rows;
        private final float[] factors;
        private int count;

        WeightedRows(int most) {
            rows = new int[most];
            factors = new float[most];
        }

        void add(int row, float factor) {
            if (factor != 0) {
                rows[count] = row;
                factors[count++] = factor;
            }
        }

        /** Four rows at a time: the sums are read and written less often. */
        void addTo(float[] sums, float[][] weights) {
            int i = 0;
            for (; i + AT_ONCE <= count; i += AT_ONCE) {
                addFour(
                        sums,
                        factors[i],
                        weights[rows[i]],
                        factors[i + 1],
                        weights[rows[i + 1]],
                        factors[i + 2],
                        weights[rows[i + 2]],
                        factors[i + 3],
                        weights[rows[i + 3]]);
            }
            for (; i < count; i++) {
                addOne(sums, factors[i], weights[rows[i]]);
            }
        }

        /** Each row is an array of its own because the JIT of JDK 17 makes vector instructions of this, and not of one with offsets. */
        private static void addFour(
                float[] sums,
                float a,
                float[] rowA,
                float b,
                float[] rowB,
                float c,
                float[] rowC,
                float d,
                float[] rowD) {
            for (int o = 0; o < sums.length; o++) {
                sums[o] += a * rowA[o] + b * rowB[o] + c * rowC[o] + d * rowD[o];
            }
        }

        private static void addOne(float[] sums, float factor, float[] row) {
            for (int o = 0; o < sums.length; o++) {
                sums[o] += factor * row[o];
            }
        }
    }
}
