package dev.gradus.platform.mlflow;

import dev.gradus.platform.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Answers in MLflow's shape. */
public final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

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
        if (failure instanceof Problem problem) {
            return of(code(problem), problem.getMessage() + "; " + problem.remedy());
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            return unauthenticated(Optional.ofNullable(failure.getMessage()).orElse("no valid token was shown"));
        }
        if (failure instanceof ForbiddenException) {
            return of(ErrorCode.PERMISSION_DENIED, "the token does not allow this");
        }
        return unforeseen(failure);
    }

    private static Response unauthenticated(String message) {
        return Response.fromResponse(of(ErrorCode.UNAUTHENTICATED, message))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"gradus\"")
                .build();
    }

    private static Response unforeseen(Throwable failure) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "a call failed, reference %s", reference);
        return isUnavailable(failure)
                ? of(
                        ErrorCode.TEMPORARILY_UNAVAILABLE,
                        "the database does not answer; try again (reference " + reference + ')')
                : of(ErrorCode.INTERNAL_ERROR, "the server failed; its log says why under the reference " + reference);
    }

    /** Lost connections are class 08, a database that is shutting down or starting 57P, a full one 53. */
    private static boolean isUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().matches("(08|53|57P).*");
            }
        }
        return false;
    }

    private static ErrorCode code(Problem problem) {
        return switch (problem.code()) {
            case INVALID, TOO_LARGE -> ErrorCode.INVALID_PARAMETER_VALUE;
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
