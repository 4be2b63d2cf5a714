package dev.gradus.platform.access;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Work that a job does in the name of who asked for it: {@link Callers} gives that caller while it lasts.
 *
 * <pre>{@code
 * actingAs.caller(caller, () -> artifacts.put(path, body, -1));
 * }</pre>
 */
@ApplicationScoped
public class ActingAs {
    private final CurrentIdentityAssociation identities;

    ActingAs(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** Does the work, on a thread that answers no request. */
    public <X extends Exception> void caller(Caller caller, Work<X> work) throws X {
        ManagedContext context = Arc.container().requestContext();
        context.activate();
        try {
            identities.setIdentity(
                    QuarkusSecurityIdentity.builder().setPrincipal(caller).build());
            work.run();
        } finally {
            context.terminate();
        }
    }

    /** What is done in somebody's name. */
    @FunctionalInterface
    public interface Work<X extends Exception> {
        /** Does it. */
        void run() throws X;
    }
}
