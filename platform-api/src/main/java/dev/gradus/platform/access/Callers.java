package dev.gradus.platform.access;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.MDC;

/** Who makes the request that this thread answers. */
@ApplicationScoped
public class Callers {
    private final CurrentIdentityAssociation identities;

    Callers(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /** The caller, whom every line of the log about the request names from here on; a request that showed no token is refused. */
    public Caller current() {
        if (identities.getIdentity().getPrincipal() instanceof Caller caller) {
            MDC.put("user", caller.user());
            MDC.put("team", caller.team().name());
            return caller;
        }
        throw new UnauthorizedException("no token was shown");
    }

    /** The caller, who must hold the role; anybody else is refused. */
    public Caller require(Role role) {
        Caller caller = current();
        if (!caller.roles().contains(role)) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "\"" + caller.user() + "\" does not hold the role " + role + " with this token",
                    "show a token of somebody who holds it, of a scope that is wide enough");
        }
        return caller;
    }
}
