package dev.gradus.platform.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The roles that follow from what is recorded. */
final class Roles {
    /** What a service token holds before its scope narrows it: no machine approves or manages. */
    static final Set<Role> OF_A_SERVICE = Set.of(Role.VIEWER, Role.MEMBER);

    private Roles() {}

    /** The roles of a person in a team. */
    static Set<Role> ofPerson(boolean admin, Optional<TeamRole> inTeam) {
        Role highest = admin ? Role.ADMIN : inTeam.map(TeamRole::role).orElse(Role.VIEWER);
        return EnumSet.range(Role.VIEWER, highest);
    }
}
