package dev.gradus.platform.change;

import dev.gradus.platform.access.Callers;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final Jdbi jdbi;
    private final Callers callers;

    Changes(Jdbi jdbi, Callers callers) {
        this.jdbi = jdbi;
        this.callers = callers;
    }

    /** Makes a change in the name of who makes the request; {@code action} is {@code thing.verb}. */
    public <T, X extends Exception> T make(String action, Work<T, X> work) throws X {
        var caller = callers.current();
        return jdbi.inTransaction(handle -> {
            Change change = new Change(handle, caller, action);
            T result = work.apply(change);
            change.record();
            return result;
        });
    }

    /** What one change does. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        /** Changes state by the change's handle. */
        T apply(Change change) throws X;
    }
}
