package dev.gradus.platform.problem;

/** The stable codes of problem+json answers, with the HTTP status of each. */
public enum ProblemCode {
    INVALID(400, "The request is not valid", "A field, a parameter or the JSON itself is wrong; the detail names it."),
    UNAUTHENTICATED(401, "A token is needed", "No token was shown, or one that is unknown, expired or revoked."),
    FORBIDDEN(
            403,
            "The token does not allow this",
            "The caller is known and may not do this. The attempt is in the audit."),
    NOT_FOUND(404, "There is no such thing", "Nothing has this path, this id or this name."),
    METHOD_NOT_ALLOWED(405, "The path does not take this method", "The path is there and answers other methods."),
    NOT_ACCEPTABLE(
            406, "The answer can not be had in this form", "The header `Accept` names no media type of the answer."),
    TIMEOUT(408, "The request took too long to arrive", "The body did not arrive in time; the connection is closed."),
    CONFLICT(
            409,
            "It is in the way of what is there",
            "A name is taken, or what is changed was changed by somebody else."),
    TOO_LARGE(413, "The request is too large", "The body is longer than this path takes; the detail names the limit."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The body is of the wrong kind", "The header `Content-Type` names what the path does not read."),
    TOO_MANY_REQUESTS(
            429, "Too many requests", "The caller asks faster than it may. `Retry-After` says when to try again."),
    INTERNAL(
            500,
            "The server failed",
            "A mistake of the server. The detail names an incident, under which its log has the reason."),
    NOT_IMPLEMENTED(501, "Gradus does not do this", "A client may ask for it, and this server never answers it."),
    UNAVAILABLE(
            503,
            "The server can not answer now",
            "It has more to do than it can, or its database is away. `Retry-After` says when to try again.");

    private final int status;
    private final String title;
    private final String meaning;

    ProblemCode(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What all answers of this code have in common. */
    public String title() {
        return title;
    }

    /** When it is answered, for the reference. */
    public String meaning() {
        return meaning;
    }
}
