package dev.gradus.platform.artifacts;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.MlflowProblemMapper;
import io.quarkus.logging.Log;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import software.amazon.awssdk.core.exception.SdkException;

/** Answers when the store can't: the client may try again. */
class StoreProblems {
    private final MlflowProblemMapper mapper = new MlflowProblemMapper();

    @ServerExceptionMapper
    Response files(UncheckedIOException failure) {
        return unavailable(failure);
    }

    @ServerExceptionMapper
    Response objects(SdkException failure) {
        return unavailable(failure);
    }

    private Response unavailable(RuntimeException failure) {
        Log.error("the store of artifacts failed", failure);
        return mapper.toResponse(new MlflowProblem(
                ErrorCode.TEMPORARILY_UNAVAILABLE, "the store of artifacts does not answer. Maybe: try again."));
    }
}
