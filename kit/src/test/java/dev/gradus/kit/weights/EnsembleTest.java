package dev.gradus.kit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gradus.kit.data.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EnsembleTest {

    private static final int ZONES = 5;
    private static final int WIDTH = 2;
    private static final int COLUMNS = 3;
    private static final int HIDDEN = 4;

    @Property(tries = 300)
    void predictionsAreThoseOfTheTextbook(@ForAll long seed) {
        Random random = new Random(seed);
        ModelFile model = model(random, 2);
        int[] categories = {random.nextInt(ZONES), random.nextInt(ZONES)};
        float[] columns = floats(random, COLUMNS);

        double predicted = Ensemble.of(model).predict(categories, columns);

        double mean = (naive(model, 0, categories, columns) + naive(model, 1, categories, columns)) / 2;
        double minutes = Normaliser.of(model).minutes(mean);
        assertThat(predicted).isCloseTo(Math.max(1, Math.min(60, minutes)), within(1e-3));
    }

    @Test
    void predictionsAreClampedToTheRidesThatAreLearntFrom() {
        ModelFile model = model(new Random(1), 1);
        Map<String, Tensor> tensors = new TreeMap<>(model.tensors());
        for (float bias : new float[] {-1e6f, 1e6f}) {
            tensors.put("0/output/b", Tensor.vector(bias));
            ModelFile far = new ModelFile(model.metadata(), new TreeMap<>(tensors));

            assertThat(Ensemble.of(far).predict(new int[] {0, 0}, new float[COLUMNS]))
                    .isEqualTo(bias < 0 ? 1 : 60);
        }
    }

    @Test
    void manyThreadsPredictAsOne() {
        Ensemble ensemble = Ensemble.of(model(new Random(3), 2));
        double expected = ensemble.predict(new int[] {1, 2}, new float[] {1, -1, 0.5f});

        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .mapToDouble(i -> {
                            double other = ensemble.predict(new int[] {i % ZONES, 0}, new float[] {i % 7, 0, 1});
                            return Double.isNaN(other)
                                    ? other
                                    : ensemble.predict(new int[] {1, 2}, new float[] {1, -1, 0.5f});
                        })
                        .distinct())
                .containsExactly(expected);
    }

    @Test
    void aModelOfOtherFeaturesIsRefused() {
        ModelFile model = model(new Random(1), 1);
        Normaliser other = Normaliser.fit(List.of("only"), new float[][] {{1}, {2}}, new float[] {1, 2});
        ModelFile mixed =
                ModelFile.of("pre-trip", other.json(), JsonNodeFactory.instance.objectNode(), model.tensors());

        assertThatThrownBy(() -> Ensemble.of(mixed))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("0/dense0");
    }

    @Test
    void aModelWithoutANetworkIsRefused() {
        ModelFile model = model(new Random(1), 1);

        assertThatThrownBy(() -> Ensemble.of(new ModelFile(model.metadata(), new TreeMap<>())))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no network");
    }

    @Test
    void anUnknownCategoryIsNamed() {
        assertThatThrownBy(() -> Ensemble.of(model(new Random(1), 1)).predict(new int[] {ZONES, 0}, new float[COLUMNS]))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("category 5");
    }

    /** As the formulas have it: every sum over whole rows, in double precision. */
    private static double naive(ModelFile model, int member, int[] categories, float[] columns) {
        double[] input = new double[2 * WIDTH + COLUMNS];
        for (int i = 0; i < WIDTH; i++) {
            input[i] = model.tensor(member + "/embedding0/W").values()[categories[0] * WIDTH + i];
            input[WIDTH + i] = model.tensor(member + "/embedding1/W").values()[categories[1] * WIDTH + i];
        }
        for (int i = 0; i < COLUMNS; i++) {
            input[2 * WIDTH + i] = columns[i];
        }
        double[] hidden = dense(model, member + "/dense0", input);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        return dense(model, member + "/output", hidden)[0];
    }

    private static double[] dense(ModelFile model, String layer, double[] input) {
        float[] weights = model.tensor(layer + "/W").values();
        float[] biases = model.tensor(layer + "/b").values();
        double[] output = new double[biases.length];
        for (int o = 0; o < output.length; o++) {
            output[o] = biases[o];
            for (int i = 0; i < input.length; i++) {
                output[o] += input[i] * weights[i * output.length + o];
            }
        }
        return output;
    }

    private static ModelFile model(Random random, int members) {
        Normaliser normaliser =
                Normaliser.fit(List.of("a", "b", "c"), new float[][] {{1, 2, 3}, {3, 2, 1}}, new float[] {10, 30});
        Map<String, Tensor> tensors = new TreeMap<>();
        for (int member = 0; member < members; member++) {
            tensors.put(member + "/embedding0/W", Tensor.matrix(ZONES, WIDTH, floats(random, ZONES * WIDTH)));
            tensors.put(member + "/embedding1/W", Tensor.matrix(ZONES, WIDTH, floats(random, ZONES * WIDTH)));
            int inputs = 2 * WIDTH + COLUMNS;
            tensors.put(member + "/dense0/W", Tensor.matrix(inputs, HIDDEN, floats(random, inputs * HIDDEN)));
            tensors.put(member + "/dense0/b", Tensor.vector(floats(random, HIDDEN)));
            tensors.put(member + "/output/W", Tensor.matrix(HIDDEN, 1, floats(random, HIDDEN)));
            tensors.put(member + "/output/b", Tensor.vector(floats(random, 1)));
        }
        return ModelFile.of("pre-trip", normaliser.json(), JsonNodeFactory.instance.objectNode(), tensors);
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
