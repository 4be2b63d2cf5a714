package dev.gradus.platform.audit;

import dev.gradus.platform.audit.Entry.Actor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * What was refused is in the audit too, within a second and in a transaction of its own. Every answer 401 and 403 is recorded
 * without being asked; what is refused in another way, such as a path that leaves its folder, says so:
 *
 * <pre>{@code
 * refusals.record("artifact.read", "run/" + run, "the path \"../../etc/passwd\" leaves the run's folder");
 * }</pre>
 */
@ApplicationScoped
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    /** Before authentication, so that its refusals are seen. */
    private static final int FIRST = 1000;

    private static final String RECORDED = "gradus.refusal";

    private final Jdbi jdbi;
    private final Requests requests;
    private final RefusalWindow window = new RefusalWindow(Instant.now());

    Refusals(Jdbi jdbi, Requests requests) {
        this.jdbi = jdbi;
        this.requests = requests;
    }

    /** Records that the request which this thread answers was refused; {@code reason} is one line without secrets. */
    public void record(String action, String subject, String reason) {
        Optional<RoutingContext> context = requests.context();
        context.ifPresent(request -> request.put(RECORDED, true));
        Actor actor = Actor.of(context.flatMap(Requests::caller));
        window.add(new Entry(actor, requests.origin(), action, subject, Outcome.REFUSED, Map.of("reason", reason)));
    }

    void watch(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext context) {
        context.response().putHeader(Origin.HEADER, Origin.of(context).request());
        context.addEndHandler(answered -> look(context));
        context.next();
    }

    private void look(RoutingContext context) {
        int status = context.response().getStatusCode();
        if ((status == 401 || status == 403) && context.get(RECORDED) == null) {
            window.add(new Entry(
                    Actor.of(Requests.caller(context)),
                    Origin.of(context),
                    "request.make",
                    context.request().method() + " " + context.request().path(),
                    Outcome.REFUSED,
                    Map.of("status", status)));
        }
    }

    @Scheduled(every = "1s")
    void write() {
        write(window.drain(Instant.now()));
    }

    void writeLast(@Observes ShutdownEvent event) {
        write(window.close(Instant.now()));
    }

    private void write(List<Entry> refused) {
        if (refused.isEmpty()) {
            return;
        }
        try {
            jdbi.useTransaction(handle -> Entry.insert(handle, refused));
        } catch (JdbiException noDatabase) {
            LOG.warnf("%d refusals could not be recorded: %s", refused.size(), noDatabase.getMessage());
        }
    }
}
