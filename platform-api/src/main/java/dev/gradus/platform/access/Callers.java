package dev.gradus.platform.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;

/** Who makes the request that this thread answers. */
@ApplicationScoped
public class Callers {
    private final CurrentIdentityAssociation identities;

    Callers(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** The caller; a request that showed no token is refused. */
    public Caller current() {
        if (identities.getIdentity().getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new UnauthorizedException("no token was shown");
    }
}
