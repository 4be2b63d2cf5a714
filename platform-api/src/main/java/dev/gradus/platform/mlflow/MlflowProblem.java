package dev.gradus.platform.mlflow;

/**
 * An answer that says no in MLflow's own shape.
 *
 * <pre>{@code
 * throw new MlflowProblem(ErrorCode.RESOURCE_DOES_NOT_EXIST, "No Experiment with id=7 exists");
 * }</pre>
 */
public final class MlflowProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String message;

    public MlflowProblem(ErrorCode code, String message) {
        super(message);
        this.code = code;
        this.message = message;
    }

    /** A value that can not be; {@code INVALID_PARAMETER_VALUE}. */
    public static MlflowProblem invalid(String message) {
        return new MlflowProblem(ErrorCode.INVALID_PARAMETER_VALUE, message);
    }

    /** Something that is not there; {@code RESOURCE_DOES_NOT_EXIST}. */
    public static MlflowProblem missing(String message) {
        return new MlflowProblem(ErrorCode.RESOURCE_DOES_NOT_EXIST, message);
    }

    /** MLflow's name of the error. */
    public ErrorCode code() {
        return code;
    }

    /** What was wrong. */
    public String message() {
        return message;
    }
}
