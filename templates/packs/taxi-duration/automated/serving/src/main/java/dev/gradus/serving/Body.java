package dev.gradus.serving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects a request's body up to a limit. */
final class Body {

    private final HttpServerRequest request;
    private final int limit;
    private final Consumer<Buffer> whole;
    private final Consumer<Refusal> refused;
    private @Nullable Buffer collected;
    private boolean over;

    private Body(HttpServerRequest request, int limit, Consumer<Buffer> whole, Consumer<Refusal> refused) {
        this.request = request;
        this.limit = limit;
        this.whole = whole;
        this.refused = refused;
    }

    /** Calls one of the two, once. */
    static void read(HttpServerRequest request, int limit, Consumer<Buffer> whole, Consumer<Refusal> refused) {
        Body body = new Body(request, limit, whole, refused);
        request.handler(body::add).endHandler(end -> body.end());
        if (body.announcedTooMuch()) {
            body.refuse(Refusal.of(413, "the body is larger than %d bytes", limit));
        } else if (!body.isPlain()) {
            body.refuse(Refusal.of(415, "the body is compressed, expected it plain"));
        } else if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private boolean announcedTooMuch() {
        String length = request.getHeader("content-length");
        return length != null && (length.length() > 9 || Integer.parseInt(length) > limit);
    }

    private boolean isPlain() {
        String encoding = request.getHeader("content-encoding");
        return encoding == null || encoding.equalsIgnoreCase("identity");
    }

    private void add(Buffer chunk) {
        if (over) {
            return;
        }
        if ((collected == null ? 0 : collected.length()) + chunk.length() > limit) {
            refuse(Refusal.of(413, "the body is larger than %d bytes", limit));
        } else if (collected == null) {
            collected = chunk;
        } else {
            collected = collected.appendBuffer(chunk);
        }
    }

    /** The rest of the body is not waited for: the connection ends with the answer. */
    private void refuse(Refusal refusal) {
        over = true;
        collected = null;
        request.response().putHeader("connection", "close");
        refused.accept(refusal);
    }

    private void end() {
        if (!over) {
            over = true;
            whole.accept(collected == null ? Buffer.buffer() : collected);
        }
    }
}
