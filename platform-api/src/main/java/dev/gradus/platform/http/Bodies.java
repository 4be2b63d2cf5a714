package dev.gradus.platform.http;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Reads bodies before a worker is given to their requests, so that no worker waits for a client that sends slowly. Each is bounded
 * in length and time, and all together in memory.
 */
final class Bodies implements Handler<RoutingContext> {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Artefacts are streamed to where they are kept, which has bounds of its own. */
    private static final Pattern ARTIFACTS =
            Pattern.compile("/(ajax-)?api/2\\.0/(mlflow-artifacts/.*|mlflow/upload-artifact)");

    private final RequestBounds bounds;
    private final Refusals refusals;
    private final AtomicLong held = new AtomicLong();

    Bodies(RequestBounds bounds, Refusals refusals) {
        this.bounds = bounds;
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!hasBody(request) || ARTIFACTS.matcher(context.normalizedPath()).matches()) {
            context.next();
        } else if (announced(request) > bounds.bodySize().asLongValue()) {
            refuse(context, tooLong());
        } else {
            new Arrival(context, this).begin();
        }
    }

    /** Takes memory for so many bytes, if there is some. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= bounds.bodies().asLongValue()) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    long mostBytes() {
        return bounds.bodySize().asLongValue();
    }

    Duration mostTime() {
        return bounds.bodyTime();
    }

    void refuse(RoutingContext context, Problem problem) {
        refusals.writeAndClose(context, problem);
    }

    Problem tooLong() {
        return new Problem(
                ProblemCode.TOO_LARGE, "the body is longer than " + mostBytes() + " bytes", "send it in parts");
    }

    Problem tooSlow() {
        return new Problem(
                ProblemCode.TIMEOUT,
                "the body did not arrive within " + mostTime().toSeconds() + " s",
                "send it faster, or in parts");
    }

    Problem tooMany() {
        return Problem.passing(ProblemCode.UNAVAILABLE, "the server reads too many bodies already", PAUSE);
    }

    private static boolean hasBody(HttpServerRequest request) {
        return announced(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** The server has checked that it is a number. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
