package dev.gradus.platform.outbound;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back, while it is read.
 *
 * @param headers by their names in small letters
 * @param body fails with an {@link java.io.IOException} beyond the request's bound
 */
public record OutboundAnswer(int status, Map<String, List<String>> headers, InputStream body) {
    /** The first value of a header, named in small letters. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
