package dev.gradus.platform.access;

import java.security.Principal;
import java.util.Set;

/**
 * Who makes a request, and for which team: names resolve inside that team, and what is created belongs to it.
 *
 * @param user the user's name, as the audit shows it
 * @param token the public id of the token that was shown, never its secret
 */
public record Caller(String user, TeamRef team, Set<Role> roles, String token) implements Principal {
    /** Begins the name under which a service token acts; no person's name holds a colon. */
    static final String SERVICE = "service:";

    /** Begins what stands for the token's id of who came by the identity provider. */
    static final String OIDC = "oidc:";

    public Caller {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return user;
    }

    /** Whether this is somebody, not a service token. */
    public boolean isPerson() {
        return !user.startsWith(SERVICE);
    }

    /** Whether what belongs to the team with this id may be changed. */
    public boolean mayWrite(long teamId) {
        return roles.contains(Role.ADMIN) || (roles.contains(Role.MEMBER) && team.id() == teamId);
    }
}
