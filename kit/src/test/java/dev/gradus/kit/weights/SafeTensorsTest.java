package dev.gradus.kit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {

    @TempDir
    Path folder;

    @Property(tries = 200)
    void everyModelIsReadAsItWasWritten(
            @ForAll @Size(6) float[] values, @ForAll @FloatRange(min = -1e30f, max = 1e30f) float mean) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.isFinite(values[i]) ? values[i] : 0;
        }
        ObjectNode normaliser = JsonNodeFactory.instance.objectNode().put("mean", mean);
        ModelFile model =
                ModelFile.of("pre-trip", normaliser, object(), Map.of("0/dense0/W", Tensor.matrix(2, 3, values)));

        ModelFile read = SafeTensors.read("model", model.bytes());

        assertThat(read.tensors()).isEqualTo(model.tensors());
        assertThat(read.contract()).isEqualTo("pre-trip");
        assertThat(read.metadata("normaliser").path("mean").floatValue()).isEqualTo(mean);
        assertThat(read.bytes()).isEqualTo(model.bytes());
    }

    @Test
    void theBytesAreTheFormatsOwn() {
        byte[] bytes = model().bytes();

        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) buffer.getLong();
        assertThat(header % 8).isZero();
        assertThat(new String(bytes, 8, header, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"__metadata__\":{\"contract\":\"post-trip\",\"formatVersion\":\"1\","
                        + "\"normaliser\":\"{\\\"a\\\":0.1,\\\"b\\\":2}\",\"predictionIntervals\":\"[]\",\"vocabularies\":\"{}\"},"
                        + "\"0/dense0/W\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                        + "\"0/dense0/b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[16,24]}}");
        buffer.position(8 + header);
        assertThat(new float[] {
                    buffer.getFloat(),
                    buffer.getFloat(),
                    buffer.getFloat(),
                    buffer.getFloat(),
                    buffer.getFloat(),
                    buffer.getFloat()
                })
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void theDigestIsThatOfTheFile() {
        Path file = folder.resolve("model.safetensors");

        model().write(file);

        assertThat(model().digest()).isEqualTo(Sha256.of(file));
        assertThat(ModelFile.read(file).digest()).isEqualTo(model().digest());
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        byte[] bytes = model().bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);

            assertThatThrownBy(() -> SafeTensors.read("model", cut)).isInstanceOf(BadInput.class);
        }
        assertThatThrownBy(() -> SafeTensors.read("model", Arrays.copyOf(bytes, bytes.length + 4)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void anotherFormatVersionIsNamed() {
        ModelFile other = model().with("formatVersion", JsonNodeFactory.instance.textNode("9"));

        assertThatThrownBy(() -> SafeTensors.read("model", other.bytes()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("format version 9");
    }

    @Test
    void tensorsThatOverlapOrHaveAnotherTypeAreRefused() {
        for (String[] change :
                new String[][] {{"[16,24]", "[ 8,16]"}, {"\"F32\",\"shape\":[2]", "\"F16\",\"shape\":[2]"}}) {
            String text = new String(model().bytes(), StandardCharsets.ISO_8859_1);
            byte[] changed = text.replace(change[0], change[1]).getBytes(StandardCharsets.ISO_8859_1);

            assertThatThrownBy(() -> SafeTensors.read("model", changed)).isInstanceOf(BadInput.class);
        }
    }

    @Test
    void whatIsNoNumberIsRefused() {
        ModelFile model = ModelFile.of("pre-trip", object(), object(), Map.of("a", Tensor.vector(Float.NaN)));

        assertThatThrownBy(() -> SafeTensors.read("model", model.bytes()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not finite");
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("model"), "{\"this\": \"is no model, although it is JSON\"}");

        assertThatThrownBy(() -> ModelFile.read(file)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no model at");
    }

    private static ModelFile model() {
        ObjectNode normaliser = object().put("b", 2).put("a", 0.1);
        return ModelFile.of(
                "post-trip",
                normaliser,
                object(),
                Map.of("0/dense0/b", Tensor.vector(5, 6), "0/dense0/W", Tensor.matrix(2, 2, new float[] {1, 2, 3, 4})));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
