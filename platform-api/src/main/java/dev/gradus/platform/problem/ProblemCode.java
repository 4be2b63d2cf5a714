package dev.gradus.platform.problem;

/** The stable codes of problem+json answers, with the HTTP status of each. */
public enum ProblemCode {
    INVALID(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is no such thing"),
    CONFLICT(409, "It is in the way of what is there"),
    TOO_LARGE(413, "The request is too large"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "The server failed"),
    NOT_IMPLEMENTED(501, "Gradus does not do this"),
    UNAVAILABLE(503, "The server can not answer now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What all answers of this code have in common. */
    public String title() {
        return title;
    }
}
