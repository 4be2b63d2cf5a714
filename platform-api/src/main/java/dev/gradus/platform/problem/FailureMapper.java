package dev.gradus.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what a resource, or what stands before it, threw. The classes that the framework would answer itself are named. */
public class FailureMapper {
    private final Refusals refusals;

    FailureMapper(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        JsonProcessingException.class,
        MismatchedInputException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        ForbiddenException.class
    })
    public Response answer(Throwable failure, UriInfo uri) {
        return refusals.response(uri.getPath(), Failures.of(failure));
    }
}
