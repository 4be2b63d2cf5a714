package dev.gradus.platform.audit;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From where something was asked.
 *
 * <pre>{@code
 * new Origin("10.1.2.3", "5f0c1d9a-…");
 * }</pre>
 *
 * @param address the caller's network address; empty when the server acts by itself
 * @param request the id of the request, which its answer shows as {@code X-Request-Id}
 */
public record Origin(String address, String request) {
    /** The server itself, with nobody who asked. */
    public static final Origin SERVER = new Origin("", "");

    static final String HEADER = "X-Request-Id";
    private static final String KEY = "gradus.origin";
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The request's origin, with the caller's own id of the request when it is a plain word. */
    public static Origin of(RoutingContext context) {
        Origin known = context.get(KEY);
        if (known != null) {
            return known;
        }
        Origin origin = new Origin(
                address(context.request().remoteAddress()),
                request(context.request().getHeader(HEADER)));
        context.put(KEY, origin);
        return origin;
    }

    private static String address(@Nullable SocketAddress remote) {
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    private static String request(@Nullable String asked) {
        return asked != null && REQUEST.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
    }
}
