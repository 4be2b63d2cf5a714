package dev.gradus.platform.mlflow;

import java.util.Optional;

/** MLflow's error codes, with the HTTP status, the class and the SQLSTATE that its server gives each. */
public enum ErrorCode {
    BAD_REQUEST(400, "INVALID_PARAMETER_VALUE"),
    INVALID_PARAMETER_VALUE(400, "INVALID_PARAMETER_VALUE"),
    INVALID_STATE(500, "CLIENT_INTERNAL_ERROR"),
    RESOURCE_ALREADY_EXISTS(400, "RESOURCE_ALREADY_EXISTS"),
    RESOURCE_DOES_NOT_EXIST(404, "RESOURCE_NOT_FOUND"),
    RESOURCE_CONFLICT(409, ""),
    ENDPOINT_NOT_FOUND(404, "RESOURCE_NOT_FOUND"),
    PERMISSION_DENIED(403, "PERMISSION_DENIED"),
    UNAUTHENTICATED(401, ""),
    REQUEST_LIMIT_EXCEEDED(429, ""),
    NOT_IMPLEMENTED(501, ""),
    TEMPORARILY_UNAVAILABLE(503, "CLIENT_INTERNAL_ERROR"),
    MAX_BLOCK_SIZE_EXCEEDED(413, ""),
    DEADLINE_EXCEEDED(408, ""),
    RESOURCE_EXHAUSTED(507, ""),
    INTERNAL_ERROR(500, "CLIENT_INTERNAL_ERROR");

    private final int status;
    private final String errorClass;

    ErrorCode(int status, String errorClass) {
        this.status = status;
        this.errorClass = errorClass;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The class of the error, which MLflow gives to most codes. */
    public Optional<String> errorClass() {
        return Optional.of(errorClass).filter(name -> !name.isEmpty());
    }

    /** The SQLSTATE that goes with the class. */
    public Optional<String> sqlState() {
        return errorClass().map(name -> name.equals("CLIENT_INTERNAL_ERROR") ? "XXM00" : "KAM00");
    }
}
