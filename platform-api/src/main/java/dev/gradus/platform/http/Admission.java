package dev.gradus.platform.http;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many requests are worked on or wait for a worker. Those beyond are refused at once, which keeps the time of the
 * others and the memory bounded. What asks for the server's health is always let in.
 */
final class Admission implements Handler<RoutingContext> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final int most;
    private final Refusals refusals;
    private final AtomicInteger inside = new AtomicInteger();

    Admission(int most, Refusals refusals) {
        this.most = most;
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.normalizedPath().startsWith("/q/")) {
            context.next();
            return;
        }
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            refusals.writeAndClose(
                    context,
                    Problem.passing(
                            ProblemCode.UNAVAILABLE, "the server works on " + most + " requests already", PAUSE));
            return;
        }
        // A connection that closes behind its answer ends the request a second time.
        AtomicBoolean left = new AtomicBoolean();
        context.addEndHandler(ended -> {
            if (left.compareAndSet(false, true)) {
                inside.decrementAndGet();
            }
        });
        context.next();
    }
}
