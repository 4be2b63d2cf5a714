package dev.gradus.platform.change;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.access.Callers;
import dev.gradus.platform.access.Role;
import dev.gradus.platform.access.TeamRef;
import dev.gradus.platform.audit.Origin;
import dev.gradus.platform.audit.Requests;
import dev.gradus.platform.outbox.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * The only way to change state: one transaction that holds the change, its audit entry and what must follow from it.
 *
 * <pre>{@code
 * changes.make("experiment.create", change -> {
 *     long id = insert(change.handle(), name);
 *     change.on("experiment/" + id);
 *     return id;
 * });
 * }</pre>
 */
@ApplicationScoped
public class Changes {
    /** The server, when it acts by itself: at its first start, in a job. */
    public static final Caller SERVER = new Caller("gradus", new TeamRef(0, ""), Set.of(Role.ADMIN), "");

    private final Jdbi jdbi;
    private final Callers callers;
    private final Requests requests;
    private final Worker worker;
    private final KeyedChanges keyed;

    Changes(Jdbi jdbi, Callers callers, Requests requests, Worker worker, KeyedChanges keyed) {
        this.jdbi = jdbi;
        this.callers = callers;
        this.requests = requests;
        this.worker = worker;
        this.keyed = keyed;
    }

    /** Makes a change in the name of who makes the request; {@code action} is {@code thing.verb}. */
    public <T, X extends Exception> T make(String action, Work<T, X> work) throws X {
        return makeAs(callers.current(), action, work);
    }

    /** Makes a change in the name of a caller that is known otherwise, such as {@link #SERVER}. */
    public <T, X extends Exception> T makeAs(Caller caller, String action, Work<T, X> work) throws X {
        Origin origin = requests.origin();
        Made<T> made = jdbi.inTransaction(handle -> {
            keyed.claim(handle);
            Change change = new Change(handle, caller, origin, action);
            T result = work.apply(change);
            change.record();
            return new Made<>(result, change.followed());
        });
        if (made.followed) {
            worker.wake();
        }
        return made.result;
    }

    private record Made<T>(T result, boolean followed) {}

    /** What one change does. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        /** Changes state by the change's handle. */
        T apply(Change change) throws X;
    }
}
