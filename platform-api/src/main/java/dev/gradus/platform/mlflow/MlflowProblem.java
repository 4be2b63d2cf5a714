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

    /** MLflow's name of the error. */
    public ErrorCode code() {
        return code;
    }

    /** What was wrong. */
    public String message() {
        return message;
    }
}
