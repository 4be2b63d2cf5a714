package dev.gradus.platform.outbound;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to somewhere else.
 *
 * @param body what is sent, read once; none for a GET
 * @param length the body's length in bytes; negative when it is not known
 * @param within how long the whole call may take
 * @param largest how many bytes of an answer are read before the call is given up
 */
public record OutboundRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable InputStream body,
        long length,
        Duration within,
        long largest) {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final long LARGEST = 16L << 20;

    public OutboundRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET; answers over 16 MiB or 30 seconds are given up. */
    public static OutboundRequest get(URI uri, Map<String, String> headers) {
        return new OutboundRequest("GET", uri, headers, null, 0, WITHIN, LARGEST);
    }

    /** A request with a body; answers over 16 MiB or 30 seconds are given up. */
    public static OutboundRequest send(
            String method, URI uri, Map<String, String> headers, InputStream body, long length) {
        return new OutboundRequest(method, uri, headers, body, length, WITHIN, LARGEST);
    }

    /** The same with other bounds. */
    public OutboundRequest bounded(Duration time, long bytes) {
        return new OutboundRequest(method, uri, headers, body, length, time, bytes);
    }
}
