package dev.gradus.platform.mlflow;

import dev.gradus.platform.access.Caller;

/** What belongs to a team is changed by its members only, and by admins. */
public final class Ownership {
    private Ownership() {}

    /** Refuses a caller who may not change what belongs to this team; the audit records every such answer. */
    public static void demand(Caller caller, long teamId, String what) {
        if (!caller.mayWrite(teamId)) {
            throw new MlflowProblem(
                    ErrorCode.PERMISSION_DENIED,
                    what + " belongs to another team, or the token may only read; use a token of a member of its team");
        }
    }
}
