package dev.gradus.platform.mlflow;

import dev.gradus.platform.problem.Failures;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Answers in MLflow's shape. */
public final class Answers {
    private Answers() {}

    /** An answer that says what was asked for. */
    static Response of(Object value) {
        return json(Response.ok(), value);
    }

    /** An answer that says no. */
    public static Response of(ErrorCode code, String message) {
        return of(code.status(), code, message);
    }

    /** An answer that says no with another HTTP status than the code's. */
    static Response of(int status, ErrorCode code, String message) {
        return json(Response.status(status), new Body(code.name(), message, code.sqlState(), code.errorClass()));
    }

    /** An answer to what went wrong; what was not foreseen is logged, and the client learns only where. */
    public static Response of(Throwable failure) {
        if (failure instanceof MlflowProblem problem) {
            return of(problem.code(), problem.message());
        }
        Problem problem = Failures.of(failure);
        Response.ResponseBuilder answer =
                Response.fromResponse(json(Response.status(code(problem).status()), body(problem)));
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"gradus\"");
        }
        return answer.build();
    }

    /** A problem as this protocol tells it. */
    static byte[] bytes(Problem problem) {
        return MlflowJson.bytes(body(problem));
    }

    private static Body body(Problem problem) {
        ErrorCode code = code(problem);
        return new Body(code.name(), problem.detail() + "; " + problem.remedy(), code.sqlState(), code.errorClass());
    }

    private static ErrorCode code(Problem problem) {
        return switch (problem.code()) {
            case INVALID, TOO_LARGE, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, TIMEOUT, UNSUPPORTED_MEDIA_TYPE ->
                ErrorCode.INVALID_PARAMETER_VALUE;
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case FORBIDDEN -> ErrorCode.PERMISSION_DENIED;
            case NOT_FOUND -> ErrorCode.RESOURCE_DOES_NOT_EXIST;
            case CONFLICT -> ErrorCode.RESOURCE_CONFLICT;
            case TOO_MANY_REQUESTS -> ErrorCode.REQUEST_LIMIT_EXCEEDED;
            case NOT_IMPLEMENTED -> ErrorCode.NOT_IMPLEMENTED;
            case UNAVAILABLE -> ErrorCode.TEMPORARILY_UNAVAILABLE;
            case INTERNAL -> ErrorCode.INTERNAL_ERROR;
        };
    }

    private static Response json(Response.ResponseBuilder response, Object value) {
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(MlflowJson.bytes(value))
                .build();
    }

    private record Body(String errorCode, String message, Optional<String> sqlstate, Optional<String> errorClass) {}
}
