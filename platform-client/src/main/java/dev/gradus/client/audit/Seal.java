package dev.gradus.client.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of the export that seals the entries after it.
 *
 * @param previous the hash of the seal before, in hexadecimal as all digests
 * @param digests of the entries' lines, in their order
 * @param hash as the line says
 * @param intact whether the line has that hash
 */
record Seal(long number, String previous, List<String> digests, String hash, boolean intact) {
    /** What the first seal follows. */
    static final String NONE = "0".repeat(64);

    private static final String START = "{\"seal\":";
    private static final Pattern END = Pattern.compile(",\"hash\":\"[0-9a-f]{64}\"}");
    private static final int END_LENGTH = 75;
    private static final ObjectMapper JSON = new ObjectMapper();

    static boolean looksLike(String line) {
        return line.startsWith(START);
    }

    /** The seal, if the line is one. */
    static Optional<Seal> read(String line) {
        int end = Math.max(0, line.length() - END_LENGTH);
        if (!looksLike(line) || !END.matcher(line.substring(end)).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(JSON.readTree(line), Digest.of(line.substring(0, end) + "}")));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Seal of(JsonNode line, String hash) {
        List<String> digests = new ArrayList<>();
        line.path("digests").forEach(digest -> digests.add(digest.asText()));
        String told = line.path("hash").asText();
        return new Seal(line.path("seal").asLong(), line.path("previous").asText(), digests, told, told.equals(hash));
    }
}
