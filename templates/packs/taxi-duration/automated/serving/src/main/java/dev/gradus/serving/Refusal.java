package dev.gradus.serving;

/** A request that is not served, and why; the caller reads the message. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The caller's mistake. */
    static Refusal bad(String message, Object... values) {
        return new Refusal(400, message.formatted(values));
    }

    static Refusal of(int status, String message, Object... values) {
        return new Refusal(status, message.formatted(values));
    }

    /** The same, said of a part. */
    Refusal in(String part) {
        return new Refusal(status, part + ": " + getMessage());
    }

    int status() {
        return status;
    }

    /** What the failure counter calls it. */
    String reason() {
        return switch (status) {
            case 413 -> "too_large";
            case 429 -> "overload";
            case 503 -> "no_model";
            case 500 -> "model";
            default -> "invalid";
        };
    }
}
