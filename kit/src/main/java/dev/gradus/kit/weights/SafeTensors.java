package dev.gradus.kit.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.BadInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The safetensors format: length of the header, header in JSON, then the numbers of all tensors without a gap. */
final class SafeTensors {

    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;

    private SafeTensors() {}

    static byte[] write(ModelFile model) {
        byte[] header = header(model).getBytes(StandardCharsets.UTF_8);
        int numbers = model.tensors().values().stream().mapToInt(Tensor::size).sum();
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.addExact(Long.BYTES + header.length, Math.multiplyExact(numbers, Float.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        for (Tensor tensor : model.tensors().values()) {
            for (int i = 0; i < tensor.size(); i++) {
                bytes.putFloat(tensor.value(i));
            }
        }
        return bytes.array();
    }

    private static String header(ModelFile model) {
        StringBuilder text = new StringBuilder("{\"").append(METADATA).append("\":");
        text.append(model.metadata().entrySet().stream()
                .map(entry ->
                        CanonicalJson.quote(entry.getKey()) + ":" + CanonicalJson.quote(metadataText(entry.getValue())))
                .collect(Collectors.joining(",", "{", "}")));
        int start = 0;
        for (Map.Entry<String, Tensor> entry : model.tensors().entrySet()) {
            Tensor tensor = entry.getValue();
            int end = start + tensor.size() * Float.BYTES;
            text.append(",%s:{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(
                            CanonicalJson.quote(entry.getKey()),
                            tensor.shape().toString().replace(" ", ""),
                            start,
                            end));
            start = end;
        }
        text.append('}');
        // The format asks for aligned numbers; blanks after the header are part of it.
        int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
        return text.append(" ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT))
                .toString();
    }

    /** The format knows only texts: a text stands for itself, everything else as JSON. */
    private static String metadataText(JsonNode document) {
        return document.isTextual() ? document.asText() : CanonicalJson.write(document);
    }

    static ModelFile read(String name, byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long length = file.length < Long.BYTES ? -1 : bytes.getLong();
        if (length < 2 || length > bytes.remaining()) {
            throw damaged(name, "its header is cut off");
        }
        byte[] header = new byte[(int) length];
        bytes.get(header);
        JsonNode json = ModelFile.json("the header of " + name, new String(header, StandardCharsets.UTF_8));
        if (!json.isObject()) {
            throw damaged(name, "its header is no JSON object");
        }
        SortedMap<String, JsonNode> metadata = metadata(name, json.path(METADATA));
        return new ModelFile(metadata, tensors(name, json, bytes.slice().order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static SortedMap<String, JsonNode> metadata(String name, JsonNode header) {
        SortedMap<String, JsonNode> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            String text = entry.getValue().asText();
            boolean document = text.startsWith("{") || text.startsWith("[");
            metadata.put(
                    entry.getKey(),
                    document
                            ? ModelFile.json("metadata %s of %s".formatted(entry.getKey(), name), text)
                            : entry.getValue());
        }
        JsonNode version = metadata.get("formatVersion");
        if (version == null || !ModelFile.FORMAT_VERSION.equals(version.asText())) {
            throw new BadInput(
                    "%s has model format version %s, this program reads %s"
                            .formatted(name, version == null ? "none" : version.asText(), ModelFile.FORMAT_VERSION),
                    "train the model again with this version");
        }
        for (String required : ModelFile.REQUIRED) {
            if (!metadata.containsKey(required)) {
                throw damaged(name, "its metadata lacks " + required);
            }
        }
        return metadata;
    }

    private static SortedMap<String, Tensor> tensors(String name, JsonNode header, ByteBuffer numbers) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        List<long[]> used = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                used.add(extent(entry.getValue()));
                tensors.put(entry.getKey(), tensor(name, entry.getKey(), entry.getValue(), numbers));
            }
        }
        requireNoGap(name, used, numbers.capacity());
        return tensors;
    }

    private static long[] extent(JsonNode description) {
        return new long[] {
            description.path("data_offsets").path(0).asLong(-1),
            description.path("data_offsets").path(1).asLong(-1)
        };
    }

    private static Tensor tensor(String name, String key, JsonNode description, ByteBuffer numbers) {
        if (!"F32".equals(description.path("dtype").asText())) {
            throw damaged(name, "tensor %s is not F32".formatted(key));
        }
        int[] shape = new int[description.path("shape").size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = description.path("shape").path(i).asInt(-1);
            if (shape[i] < 0) {
                throw damaged(name, "tensor %s has no proper shape".formatted(key));
            }
            size = Math.min(size * shape[i], Integer.MAX_VALUE);
        }
        long[] extent = extent(description);
        if (extent[0] < 0 || extent[1] > numbers.capacity() || extent[1] - extent[0] != size * Float.BYTES) {
            throw damaged(name, "tensor %s is cut off".formatted(key));
        }
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.getFloat((int) extent[0] + i * Float.BYTES);
            if (!Float.isFinite(values[i])) {
                throw damaged(name, "tensor %s holds a number that is not finite".formatted(key));
            }
        }
        return Tensor.of(shape, values);
    }

    private static void requireNoGap(String name, List<long[]> extents, long size) {
        long at = 0;
        for (long[] extent :
                extents.stream().sorted((a, b) -> Long.compare(a[0], b[0])).toList()) {
            if (extent[0] != at) {
                throw damaged(name, "its tensors overlap or leave a gap");
            }
            at = extent[1];
        }
        if (at != size) {
            throw damaged(name, "it has %d bytes of numbers, its header speaks of %d".formatted(size, at));
        }
    }

    private static BadInput damaged(String name, String how) {
        return new BadInput("%s is no whole model: %s".formatted(name, how), "get it again, or train it again");
    }
}
