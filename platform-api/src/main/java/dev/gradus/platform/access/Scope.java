package dev.gradus.platform.access;

import java.util.EnumSet;
import java.util.Set;

/** The most that a token may do, whatever its owner may. */
public enum Scope {
    /** Reads. */
    READ(Role.VIEWER),
    /** Reads, and writes what belongs to the token's team. */
    WRITE(Role.MEMBER),
    /** Approves too. */
    APPROVE(Role.APPROVER),
    /** Does all that its owner may. */
    ADMIN(Role.ADMIN);

    private final Role highest;

    Scope(Role highest) {
        this.highest = highest;
    }

    /** What is left of the roles that the owner holds. */
    Set<Role> of(Set<Role> held) {
        Set<Role> left = EnumSet.copyOf(held);
        left.removeIf(role -> role.compareTo(highest) > 0);
        return left;
    }
}
