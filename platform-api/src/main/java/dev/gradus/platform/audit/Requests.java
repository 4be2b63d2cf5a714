package dev.gradus.platform.audit;

import dev.gradus.platform.access.Caller;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The request that this thread answers, as the audit needs it. */
@ApplicationScoped
public class Requests {
    private final CurrentVertxRequest current;

    Requests(CurrentVertxRequest current) {
        this.current = current;
    }

    /** From where this thread's request came; {@link Origin#SERVER} when it answers none. */
    public Origin origin() {
        return context().map(Origin::of).orElse(Origin.SERVER);
    }

    /** Remembers something for as long as this thread's request is answered. */
    public void put(String key, Object value) {
        context().ifPresent(context -> context.put(key, value));
    }

    /** What was remembered for this thread's request. */
    public <T> Optional<T> get(String key) {
        return context().map(context -> context.<T>get(key));
    }

    Optional<RoutingContext> context() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(current.getCurrent())
                : Optional.empty();
    }

    static Optional<Caller> caller(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }
}
