package dev.gradus.platform.http;

import dev.gradus.platform.audit.Origin;
import dev.gradus.platform.problem.Refusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

/** Puts what holds for every request before its resource: a request that is refused here costs little. */
@ApplicationScoped
class RequestFilters {
    /** The audit's, which gives every request its id, has 1000; CORS and authentication have 300 and less. */
    private static final int AFTER_ID = 900;

    /** Authentication has 200, and what it demands 100: nobody's body is read before that. */
    private static final int AFTER_ACCESS = 50;

    private final RequestBounds bounds;
    private final Refusals refusals;

    RequestFilters(RequestBounds bounds, Refusals refusals) {
        this.bounds = bounds;
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(RequestFilters::nameInLog, AFTER_ID);
        filters.register(new Heads(refusals), AFTER_ID - 1);
        filters.register(new Admission(bounds.atOnce(), refusals), AFTER_ID - 2);
        filters.register(new Bodies(bounds, refusals), AFTER_ACCESS);
    }

    /** Every line of the log about a request has its id. */
    private static void nameInLog(RoutingContext context) {
        MDC.put("request", Origin.of(context).request());
        context.next();
    }
}
