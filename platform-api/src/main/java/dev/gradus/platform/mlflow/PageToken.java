package dev.gradus.platform.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where the next page begins: the sort keys of the last element of this one, and the question they belong to.
 *
 * <pre>{@code
 * String next = PageToken.write(question, List.of("0.31", "1700000000000", runId));
 * Optional<List<String>> after = PageToken.read(call.fields().text("page_token"), question);
 * }</pre>
 */
public final class PageToken {
    private PageToken() {}

    /** A token; {@code question} is all that decides the order, so that a token is of use for no other. */
    public static String write(String question, List<String> keys) {
        List<String> parts = new ArrayList<>(keys);
        parts.add(fingerprint(question));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(MlflowJson.bytes(parts));
    }

    /** The keys after which to begin; nothing for an empty token. */
    public static Optional<List<String>> read(String token, String question) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = parts(token);
        if (parts.isEmpty() || !parts.get(parts.size() - 1).equals(fingerprint(question))) {
            throw MlflowProblem.invalid("Invalid page token: it belongs to another search");
        }
        return Optional.of(parts.subList(0, parts.size() - 1));
    }

    private static List<String> parts(String token) {
        List<String> parts = new ArrayList<>();
        MlflowJson.read(decoded(token)).forEach(part -> parts.add(part.asText()));
        return parts;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            throw MlflowProblem.invalid("Invalid page token, could not base64-decode");
        }
    }

    private static String fingerprint(String question) {
        return Integer.toHexString(Arrays.hashCode(question.getBytes(StandardCharsets.UTF_8)));
    }
}
