package dev.gradus.platform.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What a client is told of an exception. One that nobody foresaw is logged here under an incident, of which the client learns the
 * number and nothing else.
 *
 * <pre>{@code
 * Problem problem = Failures.of(new IllegalStateException("two runs have one id"));
 * }</pre>
 */
public final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final Duration UNTIL_DATABASE_IS_BACK = Duration.ofSeconds(2);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int INCIDENT_BYTES = 6;
    private static final String SHOW_TOKEN = "send \"Authorization: Bearer TOKEN\"";
    private static final String ASK_ADMIN = "ask an admin for a role";

    private Failures() {}

    /** The problem that stands for a failure. */
    public static Problem of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        if (failure instanceof WebApplicationException refused) {
            return ofStatus(refused);
        }
        if (failure instanceof AuthenticationFailedException && failure.getCause() instanceof Problem why) {
            return why;
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationFailedException) {
            return new Problem(
                    ProblemCode.UNAUTHENTICATED,
                    Optional.ofNullable(failure.getMessage()).orElse("no valid token was shown"),
                    SHOW_TOKEN);
        }
        if (failure instanceof ForbiddenException) {
            return new Problem(ProblemCode.FORBIDDEN, "the token does not allow this", ASK_ADMIN);
        }
        return Outage.of(failure).map(Failures::unavailable).orElseGet(() -> internal(failure));
    }

    /** What is wrong with JSON, in the words of who wrote it: never the names of our classes. */
    private static Problem unreadable(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String what = failure instanceof MismatchedInputException mismatch
                ? "\"" + path(mismatch) + "\" has not the type expected"
                : "the body is not JSON";
        return new Problem(ProblemCode.INVALID, what + where, "see the endpoint in the OpenAPI document");
    }

    private static String path(MismatchedInputException mismatch) {
        StringBuilder path = new StringBuilder("body");
        mismatch.getPath()
                .forEach(step -> path.append(
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName()));
        return path.toString();
    }

    private static Problem ofStatus(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        return switch (refused.getResponse().getStatus()) {
            case 401 -> new Problem(ProblemCode.UNAUTHENTICATED, "no valid token was shown", SHOW_TOKEN);
            case 403 -> new Problem(ProblemCode.FORBIDDEN, "the token does not allow this", ASK_ADMIN);
            case 404 -> new Problem(ProblemCode.NOT_FOUND, "there is nothing at this path", "see /api/v1/openapi");
            case 405 ->
                new Problem(
                        ProblemCode.METHOD_NOT_ALLOWED, "the path does not take this method", "see /api/v1/openapi");
            case 406 ->
                new Problem(
                        ProblemCode.NOT_ACCEPTABLE,
                        "the answer has no media type of \"Accept\"",
                        "accept application/json");
            case 413 -> new Problem(ProblemCode.TOO_LARGE, "the body is too long", "send less at once");
            case 415 ->
                new Problem(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "the path does not read the \"Content-Type\" of the body",
                        "send application/json");
            default ->
                refused.getResponse().getStatus() < 500
                        ? new Problem(ProblemCode.INVALID, "the request can not be understood", "see /api/v1/openapi")
                        : internal(refused);
        };
    }

    private static Problem unavailable(Outage outage) {
        LOG.warnf("the database refused: %s", outage.reason());
        return Problem.passing(ProblemCode.UNAVAILABLE, outage.detail(), UNTIL_DATABASE_IS_BACK);
    }

    private static Problem internal(Throwable failure) {
        byte[] random = new byte[INCIDENT_BYTES];
        RANDOM.nextBytes(random);
        String incident = HexFormat.of().formatHex(random);
        LOG.errorf(failure, "incident %s: a request failed", incident);
        return new Problem(
                ProblemCode.INTERNAL,
                "the server failed; its log has the reason under incident \"" + incident + "\"",
                "tell who runs the server the number of the incident");
    }
}
