package dev.gradus.platform.mlflow;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Writes a {@link MlflowProblem} as MLflow's server does, for resources of their own, as those that stream. */
@Provider
public class MlflowProblemMapper implements ExceptionMapper<MlflowProblem> {
    @Override
    public Response toResponse(MlflowProblem problem) {
        return Answers.of(problem);
    }
}
