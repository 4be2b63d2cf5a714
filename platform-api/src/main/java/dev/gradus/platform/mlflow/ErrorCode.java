package dev.gradus.platform.mlflow;

/** MLflow's error codes, with the HTTP status its server gives each. */
public enum ErrorCode {
    BAD_REQUEST(400),
    INVALID_PARAMETER_VALUE(400),
    INVALID_STATE(500),
    RESOURCE_ALREADY_EXISTS(400),
    RESOURCE_DOES_NOT_EXIST(404),
    ENDPOINT_NOT_FOUND(404),
    PERMISSION_DENIED(403),
    UNAUTHENTICATED(401),
    REQUEST_LIMIT_EXCEEDED(429),
    NOT_IMPLEMENTED(501),
    TEMPORARILY_UNAVAILABLE(503),
    INTERNAL_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
