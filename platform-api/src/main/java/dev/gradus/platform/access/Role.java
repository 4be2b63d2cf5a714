package dev.gradus.platform.access;

/** What a person or a token may do, beyond reading. */
public enum Role {
    /** Reads everything of the organisation. */
    VIEWER,
    /** Writes what belongs to the team. */
    MEMBER,
    /** Approves what somebody else asked for. */
    APPROVER,
    /** Manages teams, users and tokens, and writes everywhere. */
    ADMIN
}
