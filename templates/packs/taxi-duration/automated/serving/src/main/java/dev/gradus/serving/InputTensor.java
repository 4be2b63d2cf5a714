package dev.gradus.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a request of the Open Inference Protocol.
 *
 * @param field that it is of
 * @param datatype of its elements
 * @param rides how many elements it has
 * @param data the elements in JSON, null where they are binary
 * @param bytes of the elements where they are binary
 */
record InputTensor(
        RideField field,
        String datatype,
        int rides,
        @Nullable JsonNode data,
        int bytes) {

    static InputTensor of(JsonNode input) {
        RideField field = RideField.named(input.path("name").asText());
        JsonNode size = input.path("parameters").path("binary_data_size");
        JsonNode data = input.get("data");
        if (size.isMissingNode() == (data == null)) {
            throw Refusal.bad("input %s has neither data nor binary data, or both", field.title());
        }
        if (data == null && !(size.canConvertToInt() && size.asInt() >= 0)) {
            throw Refusal.bad("input %s has the binary_data_size %s, expected a number of bytes", field.title(), size);
        }
        return new InputTensor(
                field, input.path("datatype").asText(), rides(field, input.path("shape")), data, size.asInt());
    }

    private static int rides(RideField field, JsonNode shape) {
        boolean column = shape.size() == 1 || shape.size() == 2 && shape.path(1).asInt() == 1;
        if (!shape.isArray()
                || !column
                || !shape.path(0).canConvertToInt()
                || shape.path(0).asInt() < 0) {
            throw Refusal.bad("input %s has the shape %s, expected [n] or [n, 1]", field.title(), shape);
        }
        return shape.path(0).asInt();
    }

    /** Refuses a shape of more elements than there is content. */
    void requireContent(ByteBuffer binary) {
        int most =
                data == null ? Math.min(bytes, binary.remaining()) : flat(data).size();
        if (rides > most) {
            throw Refusal.bad("input %s has the shape [%d] and fewer elements", field.title(), rides);
        }
    }

    void fill(List<RideDraft> drafts, ByteBuffer binary) {
        if (data == null) {
            fillFromBytes(drafts, binary);
        } else {
            fillFromJson(drafts, flat(data));
        }
    }

    private void fillFromJson(List<RideDraft> drafts, List<JsonNode> elements) {
        if (elements.size() != drafts.size()) {
            throw Refusal.bad(
                    "input %s has %d elements and the shape [%d]", field.title(), elements.size(), drafts.size());
        }
        for (int i = 0; i < elements.size(); i++) {
            set(drafts.get(i), field, elements.get(i));
        }
    }

    /** Elements may be nested as the shape says, or be one list. */
    private static List<JsonNode> flat(JsonNode data) {
        List<JsonNode> elements = new ArrayList<>();
        for (JsonNode element : data) {
            if (element.isArray()) {
                element.forEach(elements::add);
            } else {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Gives a ride what a value of JSON says of a field. */
    static void set(RideDraft draft, RideField field, JsonNode value) {
        switch (value.getNodeType()) {
            case NUMBER -> draft.number(field, value.doubleValue());
            case STRING -> draft.text(field, value.textValue());
            case BOOLEAN -> draft.flag(field, value.booleanValue());
            case NULL -> draft.unknown(field);
            case ARRAY -> throw field.wrong("a list");
            default -> throw field.wrong("an object");
        }
    }

    private void fillFromBytes(List<RideDraft> drafts, ByteBuffer binary) {
        if (bytes > binary.remaining()) {
            throw Refusal.bad(
                    "input %s has %d bytes of binary data, %d are left of the body",
                    field.title(), bytes, binary.remaining());
        }
        int end = binary.position() + bytes;
        for (RideDraft draft : drafts) {
            requireLeft(end - binary.position(), width());
            switch (datatype) {
                case "BYTES" -> draft.text(field, text(binary, end));
                case "BOOL" -> draft.flag(field, binary.get() != 0);
                default -> draft.number(field, number(binary));
            }
        }
        if (binary.position() != end) {
            throw Refusal.bad("input %s has %d bytes too many", field.title(), end - binary.position());
        }
    }

    private int width() {
        return switch (datatype) {
            case "BOOL", "INT8", "UINT8" -> Byte.BYTES;
            case "INT16", "UINT16" -> Short.BYTES;
            case "INT32", "UINT32", "FP32", "BYTES" -> Integer.BYTES;
            case "INT64", "UINT64", "FP64" -> Long.BYTES;
            default ->
                throw Refusal.bad(
                        "input %s has the datatype %s, expected %s", field.title(), datatype, field.datatype());
        };
    }

    private double number(ByteBuffer binary) {
        return switch (datatype) {
            case "INT8" -> binary.get();
            case "UINT8" -> Byte.toUnsignedInt(binary.get());
            case "INT16" -> binary.getShort();
            case "UINT16" -> Short.toUnsignedInt(binary.getShort());
            case "INT32" -> binary.getInt();
            case "UINT32" -> Integer.toUnsignedLong(binary.getInt());
            case "FP32" -> binary.getFloat();
            case "FP64" -> binary.getDouble();
            default -> binary.getLong();
        };
    }

    /** Four bytes of length, then the text. */
    private String text(ByteBuffer binary, int end) {
        int length = binary.getInt();
        if (length < 0) {
            throw Refusal.bad("input %s has a text of %d bytes", field.title(), length);
        }
        requireLeft(end - binary.position(), length);
        byte[] text = new byte[length];
        binary.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void requireLeft(int left, int needed) {
        if (needed > left) {
            throw Refusal.bad("the binary data of input %s is too short", field.title());
        }
    }
}
