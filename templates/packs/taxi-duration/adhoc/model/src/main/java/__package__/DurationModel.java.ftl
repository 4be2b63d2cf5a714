package [=package];

import dev.gradus.kit.weights.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One network: embeddings of the two zones beside the columns, two hidden layers, one output. The only class that knows
 * Deeplearning4j; what it has learnt leaves as {@link Tensor}s.
 *
 * <p>Not for several threads: each member of the ensemble is trained by one of its own.
 */
final class DurationModel {

    static final int EMBEDDING = 12;
    static final int BATCH = 512;
    static final double RATE = 2e-3;
    static final double WEIGHT_DECAY = 0.01;

    private static final int WARM_UP = 100;
    private static final int HIDDEN_1 = 256;
    private static final int HIDDEN_2 = 128;
    private static final double KEEP = 0.9;

    private final ComputationGraph graph;
    private final Random random;

    private DurationModel(ComputationGraph graph, long seed) {
        this.graph = graph;
        this.random = new Random(seed);
    }

    /** A network with weights drawn by the seed, ready for so many steps of training. */
    static DurationModel create(long seed, int columns, int steps) {
        ComputationGraph graph = new ComputationGraph(configuration(seed, columns, steps));
        graph.init();
        return new DurationModel(graph, seed);
    }

    static ComputationGraphConfiguration configuration(long seed, int columns, int steps) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.UNIFORM)
                .updater(new Adam(new WarmCosine(RATE, Math.min(WARM_UP, steps / 10 + 1), steps)))
                .weightDecay(WEIGHT_DECAY)
                .graphBuilder()
                .addInputs("pickup", "dropoff", "columns")
                .addLayer("embedding0", embedding(), "pickup")
                .addLayer("embedding1", embedding(), "dropoff")
                .addVertex("all", new MergeVertex(), "embedding0", "embedding1", "columns")
                .addLayer(
                        "dense0",
                        new DenseLayer.Builder()
                                .nIn(2 * EMBEDDING + columns)
                                .nOut(HIDDEN_1)
                                .activation(Activation.RELU)
                                .build(),
                        "all")
                .addLayer(
                        "dense1",
                        new DenseLayer.Builder()
                                .nIn(HIDDEN_1)
                                .nOut(HIDDEN_2)
                                .activation(Activation.RELU)
                                .dropOut(KEEP)
                                .build(),
                        "dense0")
                .addLayer(
                        "output",
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(HIDDEN_2)
                                .nOut(1)
                                .activation(Activation.IDENTITY)
                                .dropOut(KEEP)
                                .build(),
                        "dense1")
                .setOutputs("output")
                .build();
    }

    private static EmbeddingLayer embedding() {
        return new EmbeddingLayer.Builder()
                .nIn(ZoneGeometry.ZONES)
                .nOut(EMBEDDING)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    /** How many steps so many epochs over so many rides take. */
    static int steps(int rides, int epochs) {
        return epochs * ((rides + BATCH - 1) / BATCH);
    }

    /** One pass over some of the rides, whose numbers are shuffled for it; gives the mean loss. */
    double trainEpoch(TrainingSet set, int[] rides) {
        shuffle(rides);
        double loss = 0;
        for (int from = 0; from < rides.length; from += BATCH) {
            int[] batch = Arrays.copyOfRange(rides, from, Math.min(rides.length, from + BATCH));
            loss += trainBatch(set, batch) * batch.length;
        }
        return loss / rides.length;
    }

    private double trainBatch(TrainingSet set, int[] rides) {
        Batch batch = Batch.of(set, rides);
        graph.fit(new MultiDataSet(batch.inputs(), batch.labels()));
        double loss = graph.score() - graph.calcRegularizationScore(true);
        batch.close();
        return loss;
    }

    /** What the network says of training rides, on its own scale. */
    double[] predict(TrainingSet set, int[] rides) {
        double[] outputs = new double[rides.length];
        for (int from = 0; from < rides.length; from += BATCH) {
            Batch batch = Batch.of(set, Arrays.copyOfRange(rides, from, Math.min(rides.length, from + BATCH)));
            double[] part = graph.outputSingle(batch.inputs()).toDoubleVector();
            System.arraycopy(part, 0, outputs, from, part.length);
            batch.close();
        }
        return outputs;
    }

    /** Some rides as Deeplearning4j reads them. */
    private record Batch(INDArray[] inputs, INDArray[] labels) {

        static Batch of(TrainingSet set, int[] rides) {
            float[] pickups = new float[rides.length];
            float[] dropoffs = new float[rides.length];
            float[] columns = new float[rides.length * set.columns()];
            float[] targets = new float[rides.length];
            for (int i = 0; i < rides.length; i++) {
                TrainingSet.Example example = set.example(rides[i]);
                pickups[i] = example.categories()[0];
                dropoffs[i] = example.categories()[1];
                System.arraycopy(example.columns(), 0, columns, i * set.columns(), set.columns());
                targets[i] = example.target();
            }
            return new Batch(
                    new INDArray[] {matrix(pickups, 1), matrix(dropoffs, 1), matrix(columns, set.columns())},
                    new INDArray[] {matrix(targets, 1)});
        }

        private static INDArray matrix(float[] values, int columns) {
            return Nd4j.create(values, new long[] {values.length / columns, columns}, 'c');
        }

        /** Native memory is freed here and not when the garbage collector happens to run. */
        void close() {
            Stream.of(inputs, labels).flatMap(Arrays::stream).filter(INDArray::closeable).forEach(INDArray::close);
        }
    }

    private void shuffle(int[] rides) {
        for (int i = rides.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = rides[i];
            rides[i] = rides[j];
            rides[j] = swapped;
        }
    }

    /** The weights, under the names of the model's file. */
    Map<String, Tensor> tensors(int member) {
        Map<String, Tensor> tensors = new TreeMap<>();
        for (String layer : new String[] {"embedding0", "embedding1", "dense0", "dense1", "output"}) {
            graph.getLayer(layer).paramTable().forEach((name, array) -> {
                if (name.equals("b")) {
                    tensors.put(member + "/" + layer + "/b", Tensor.vector(floats(array)));
                } else {
                    tensors.put(
                            member + "/" + layer + "/" + name,
                            Tensor.matrix((int) array.size(0), (int) array.size(1), floats(array)));
                }
            });
        }
        return tensors;
    }

    private static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }

    /** The learning rate: up in a line, then down along a cosine to zero. Public for Deeplearning4j, which saves and loads it. */
    public static final class WarmCosine implements ISchedule {

        private static final long serialVersionUID = 1L;

        private final double rate;
        private final int warmUp;
        private final int steps;

        public WarmCosine(
                @JsonProperty("rate") double rate,
                @JsonProperty("warmUp") int warmUp,
                @JsonProperty("steps") int steps) {
            this.rate = rate;
            this.warmUp = warmUp;
            this.steps = steps;
        }

        @JsonProperty
        public double getRate() {
            return rate;
        }

        @JsonProperty
        public int getWarmUp() {
            return warmUp;
        }

        @JsonProperty
        public int getSteps() {
            return steps;
        }

        @Override
        public double valueAt(int iteration, int epoch) {
            if (iteration < warmUp) {
                return rate * (iteration + 1) / warmUp;
            }
            double done = Math.min(1, (double) (iteration - warmUp) / Math.max(1, steps - warmUp));
            // StrictMath: the rate reaches the weights, whose bits must not depend on the JDK.
            return rate * (1 + StrictMath.cos(Math.PI * done)) / 2;
        }

        @Override
        public ISchedule clone() {
            return new WarmCosine(rate, warmUp, steps);
        }
    }
}
