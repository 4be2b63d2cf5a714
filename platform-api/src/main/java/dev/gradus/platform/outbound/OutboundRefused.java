package dev.gradus.platform.outbound;

import java.net.UnknownHostException;

/** A call that the policy does not let out: to it, the host has no address. */
public final class OutboundRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    OutboundRefused(String message) {
        super(message);
    }

    /** What to do about it. */
    public String remedy() {
        return "an administrator can name the host or its network in \"gradus.outbound.allow\"";
    }
}
