package dev.gradus.kit.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model as it is stored, signed and compared: named tensors and what is needed to use them.
 *
 * <p>The file is in the safetensors format, written canonically: keys sorted, little-endian single precision, C order,
 * metadata as JSON with sorted keys and numbers in one notation. Equal models are equal bytes, so a model's identity is the
 * sha256 of its file.
 *
 * <p>Keys are {@code member/layer/param}: {@code 0/dense0/W} is the first dense layer of the first member of the
 * ensemble. Members that are not numbers hold what was learnt beside the network, such as {@code features/zones/coordinates}.
 *
 * <pre>{@code
 * ModelFile model = ModelFile.read(Path.of("build/model/model.safetensors"));
 * model.contract();                  // "post-trip"
 * model.tensor("0/dense0/W");
 * }</pre>
 *
 * @param metadata JSON documents by name, at least those of {@link #REQUIRED}
 * @param tensors by key
 */
public record ModelFile(SortedMap<String, JsonNode> metadata, SortedMap<String, Tensor> tensors) {

    /** The version of these conventions. */
    public static final String FORMAT_VERSION = "1";

    /** Metadata that every model has. */
    static final List<String> REQUIRED =
            List.of("contract", "formatVersion", "normaliser", "predictionIntervals", "vocabularies");

    private static final ObjectMapper JSON = new ObjectMapper();

    public ModelFile {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** A model with the metadata that every one has; prediction intervals are added by who measures them. */
    public static ModelFile of(
            String contract, JsonNode normaliser, JsonNode vocabularies, Map<String, Tensor> tensors) {
        SortedMap<String, JsonNode> metadata = new TreeMap<>();
        metadata.put("formatVersion", JSON.getNodeFactory().textNode(FORMAT_VERSION));
        metadata.put("contract", JSON.getNodeFactory().textNode(contract));
        metadata.put("normaliser", normaliser);
        metadata.put("vocabularies", vocabularies);
        metadata.put("predictionIntervals", JSON.createArrayNode());
        return new ModelFile(metadata, new TreeMap<>(tensors));
    }

    /** This model with one more JSON document in its metadata. */
    public ModelFile with(String name, JsonNode document) {
        SortedMap<String, JsonNode> more = new TreeMap<>(metadata);
        more.put(name, document);
        return new ModelFile(more, tensors);
    }

    /** What the model may see of a ride: {@code post-trip} or {@code pre-trip}. */
    public String contract() {
        return metadata("contract").asText();
    }

    /** One JSON document of the metadata. */
    public JsonNode metadata(String name) {
        JsonNode document = metadata.get(name);
        if (document == null) {
            throw new BadInput("the model has no %s in its metadata".formatted(name), "train it again");
        }
        return document;
    }

    /** One tensor. */
    public Tensor tensor(String key) {
        Tensor tensor = tensors.get(key);
        if (tensor == null) {
            throw new BadInput("the model has no tensor %s".formatted(key), "train it again with this version");
        }
        return tensor;
    }

    /** One tensor of two dimensions. */
    public Tensor matrix(String key) {
        Tensor tensor = tensor(key);
        if (tensor.rank() != 2) {
            throw new BadInput("tensor %s of the model is no matrix".formatted(key), "train it again");
        }
        return tensor;
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return SafeTensors.write(this);
    }

    /** {@code sha256:} and 64 hexadecimal digits over the canonical bytes. */
    public String digest() {
        return Sha256.of(bytes());
    }

    /** Writes the canonical bytes; the name holds a whole model at every moment. */
    public void write(Path file) {
        byte[] bytes = bytes();
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /**
     * Reads a model and checks everything that can be checked without knowing its use.
     *
     * @throws BadInput when there is no such file, or it is damaged or of another format version
     */
    public static ModelFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no model at " + file, "train one first");
        }
        try {
            return SafeTensors.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static JsonNode json(String where, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadInput("%s is not JSON".formatted(where), "get the file again, or train the model again");
        }
    }
}
