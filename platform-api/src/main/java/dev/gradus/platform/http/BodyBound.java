package dev.gradus.platform.http;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Bounds the length of a body, and how long it may take to arrive, unless it is an artefact. */
final class BodyBound implements Handler<RoutingContext> {
    /** Artefacts are streamed to where they are kept, which has bounds of its own. */
    private static final Pattern ARTIFACTS =
            Pattern.compile("/(ajax-)?api/2\\.0/(mlflow-artifacts/.*|mlflow/upload-artifact)");

    private final RequestBounds bounds;
    private final Refusals refusals;

    BodyBound(RequestBounds bounds, Refusals refusals) {
        this.bounds = bounds;
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext context) {
        if (ARTIFACTS.matcher(context.normalizedPath()).matches()) {
            context.next();
            return;
        }
        long most = bounds.bodySize().asLongValue();
        if (announced(context.request()) > most) {
            refusals.write(context, tooLong(most));
            return;
        }
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most);
        if (!context.request().isEnded()) {
            boundTime(context);
        }
        context.next();
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void boundTime(RoutingContext context) {
        long timer = context.vertx().setTimer(bounds.bodyTime().toMillis(), late -> {
            if (!context.request().isEnded() && !context.response().ended()) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                refusals.write(context, tooSlow());
                context.request().connection().close();
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    private Problem tooSlow() {
        return new Problem(
                ProblemCode.TIMEOUT,
                "the body did not arrive within " + bounds.bodyTime().toSeconds() + " s",
                "send it faster, or in parts");
    }

    private static Problem tooLong(long most) {
        return new Problem(
                ProblemCode.TOO_LARGE, "the body is longer than " + most + " bytes", "send it in parts");
    }
}
