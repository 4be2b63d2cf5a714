package dev.gradus.platform.http;

import dev.gradus.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** One body while it arrives. All of it happens on the request's event loop. */
final class Arrival {
    private final RoutingContext context;
    private final Bodies bodies;
    private final Buffer body = Buffer.buffer();
    private long timer;
    private boolean over;
    private boolean given;

    Arrival(RoutingContext context, Bodies bodies) {
        this.context = context;
        this.bodies = bodies;
    }

    void begin() {
        HttpServerRequest request = context.request();
        timer = context.vertx().setTimer(bodies.mostTime().toMillis(), late -> refuse(bodies.tooSlow()));
        context.addEndHandler(answered -> end());
        request.handler(this::add);
        request.endHandler(complete -> pass());
        request.exceptionHandler(gone -> over = true);
        if (request.headers().contains(HttpHeaders.EXPECT, "100-continue", true)) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void add(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.length() + chunk.length() > bodies.mostBytes()) {
            refuse(bodies.tooLong());
        } else if (!bodies.take(chunk.length())) {
            refuse(bodies.tooMany());
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void pass() {
        if (!over) {
            over = true;
            context.vertx().cancelTimer(timer);
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        }
    }

    private void refuse(Problem problem) {
        if (!over) {
            over = true;
            bodies.refuse(context, problem);
        }
    }

    /** A connection that closes behind its answer ends the request a second time. */
    private void end() {
        if (!given) {
            given = true;
            context.vertx().cancelTimer(timer);
            bodies.give(body.length());
        }
    }
}
