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
    public Caller {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return user;
    }

    /** Whether what belongs to the team with this id may be changed. */
    public boolean mayWrite(long teamId) {
        return roles.contains(Role.ADMIN) || (roles.contains(Role.MEMBER) && team.id() == teamId);
    }
}
