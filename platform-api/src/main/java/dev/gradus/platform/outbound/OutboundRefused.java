package dev.gradus.platform.outbound;

/** A call that the policy does not let out. */
public final class OutboundRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutboundRefused(String message) {
        super(message);
    }

    /** What to do about it. */
    public String remedy() {
        return "an administrator can name the host or its network in \"gradus.outbound.allow\"";
    }
}
