package dev.gradus.kit.weights;

import dev.gradus.kit.data.BadInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The model's networks in plain Java: embeddings of category numbers beside normalised columns, dense layers with ReLU, one linear
 * output, the mean over the members, clamped to 1 to 60 minutes.
 *
 * <p>Immutable and safe for use by many threads. A call allocates one array per layer, nothing that grows.
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
            members.add(Member.of(model, members.size(), normaliser.columns().size()));
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

    private record Member(List<Embedding> embeddings, List<Dense> layers) {

        static Member of(ModelFile model, int number, int columns) {
            List<Embedding> embeddings = new ArrayList<>();
            while (model.tensors().containsKey("%d/embedding%d/W".formatted(number, embeddings.size()))) {
                embeddings.add(Embedding.of(model, "%d/embedding%d".formatted(number, embeddings.size())));
            }
            List<Dense> layers = new ArrayList<>();
            int width = columns + embeddings.stream().mapToInt(Embedding::width).sum();
            while (model.tensors().containsKey("%d/dense%d/W".formatted(number, layers.size()))) {
                layers.add(Dense.of(model, "%d/dense%d".formatted(number, layers.size()), width));
                width = layers.get(layers.size() - 1).outputs();
            }
            layers.add(Dense.of(model, number + "/output", width));
            return new Member(List.copyOf(embeddings), List.copyOf(layers));
        }

        double predict(int[] categories, float[] columns) {
            float[] values = new float[layers.get(0).inputs()];
            int at = 0;
            for (int e = 0; e < embeddings.size(); e++) {
                at = embeddings.get(e).copy(categories[e], values, at);
            }
            System.arraycopy(columns, 0, values, at, columns.length);
            int last = layers.size() - 1;
            for (int i = 0; i < last; i++) {
                values = relu(layers.get(i).apply(values));
            }
            return layers.get(last).apply(values)[0];
        }

        private static float[] relu(float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(0, values[i]);
            }
            return values;
        }
    }

    private static final class Embedding {

        private final int rows;
        private final int width;
        private final float[] weights;

        private Embedding(Tensor tensor) {
            rows = tensor.extent(0);
            width = tensor.extent(1);
            weights = tensor.values();
        }

        static Embedding of(ModelFile model, String layer) {
            return new Embedding(model.matrix(layer + "/W"));
        }

        int width() {
            return width;
        }

        int copy(int category, float[] values, int at) {
            if (category < 0 || category >= rows) {
                throw new BadInput(
                        "category %d is unknown to the model".formatted(category), "give one from 0 to " + (rows - 1));
            }
            System.arraycopy(weights, category * width, values, at, width);
            return at + width;
        }
    }

    private static final class Dense {

        private final int inputs;
        private final int outputs;
        private final float[] weights;
        private final float[] biases;

        private Dense(Tensor weights, Tensor biases) {
            this.inputs = weights.extent(0);
            this.outputs = weights.extent(1);
            this.weights = weights.values();
            this.biases = biases.values();
        }

        static Dense of(ModelFile model, String layer, int inputs) {
            Tensor weights = model.matrix(layer + "/W");
            Tensor biases = model.tensor(layer + "/b");
            if (weights.extent(0) != inputs || biases.size() != weights.extent(1)) {
                throw new BadInput(
                        "layer %s of the model is %s, expected %d inputs".formatted(layer, weights.shape(), inputs),
                        "use the model with the features it was trained on, or train it again");
            }
            return new Dense(weights, biases);
        }

        int inputs() {
            return inputs;
        }

        int outputs() {
            return outputs;
        }

        /** Row by row over the weights, so that the inner loop is one the JIT turns into vector instructions. */
        float[] apply(float[] values) {
            float[] sums = biases.clone();
            for (int i = 0; i < inputs; i++) {
                float value = values[i];
                if (value != 0) {
                    int row = i * outputs;
                    for (int o = 0; o < sums.length; o++) {
                        sums[o] += value * weights[row + o];
                    }
                }
            }
            return sums;
        }
    }
}
