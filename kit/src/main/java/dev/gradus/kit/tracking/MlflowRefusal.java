package dev.gradus.kit.tracking;

import java.io.IOException;

/** The server answered, and the answer was no. */
public final class MlflowRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    MlflowRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status, such as 404. */
    public int status() {
        return status;
    }
}
