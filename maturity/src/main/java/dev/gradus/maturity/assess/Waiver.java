package dev.gradus.maturity.assess;

import dev.gradus.maturity.BadInput;
import java.time.Instant;

/**
 * Leave to do without a control for a while. It comes from the control plane, never from a file in the repository.
 *
 * <pre>{@code
 * new Waiver("deps-pinned", "the mirror is being moved", "ann", "bob", approvedAt, approvedAt.plus(Duration.ofDays(30)));
 * }</pre>
 *
 * @param approver somebody other than the requester
 * @param expiresAt the last instant at which it is worth something
 */
public record Waiver(
        String control, String reason, String requester, String approver, Instant approvedAt, Instant expiresAt) {

    public Waiver {
        if (reason.isBlank()) {
            throw new BadInput("the waiver of %s has no reason".formatted(control), "Maybe: say why it is needed.");
        }
        if (approver.isBlank() || approver.equals(requester)) {
            throw new BadInput(
                    "the waiver of %s is requested and approved by \"%s\"".formatted(control, requester),
                    "Maybe: let somebody else approve it.");
        }
        if (!expiresAt.isAfter(approvedAt)) {
            throw new BadInput(
                    "the waiver of %s expires at %s, before its approval at %s"
                            .formatted(control, expiresAt, approvedAt),
                    "Maybe: name a later day.");
        }
    }

    /** Whether it is worth something at that instant. */
    public boolean liveAt(Instant instant) {
        return !instant.isBefore(approvedAt) && !instant.isAfter(expiresAt);
    }
}
