package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Writes a {@link MlflowProblem} as MLflow's server does. */
@Provider
public class MlflowProblemMapper implements ExceptionMapper<MlflowProblem> {
    @Override
    public Response toResponse(MlflowProblem problem) {
        return Response.status(problem.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Body(problem.code().name(), problem.message()))
                .build();
    }

    private record Body(@JsonProperty("error_code") String errorCode, String message) {}
}
