package dev.gradus.platform.access;

/** What somebody is in a team. */
public enum TeamRole {
    /** Writes what belongs to the team. */
    MEMBER(Role.MEMBER),
    /** Writes too, and approves what others ask for. */
    APPROVER(Role.APPROVER);

    private final Role role;

    TeamRole(Role role) {
        this.role = role;
    }

    /** The role that it gives in the team. */
    Role role() {
        return role;
    }
}
