package dev.gradus.platform.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.access.Callers;
import dev.gradus.platform.change.KeyedChanges.Answer;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * A request that is repeated under the same {@code Idempotency-Key} within a day, because its answer got lost, changes nothing
 * again and gets the first answer.
 */
@Singleton
class KeyedRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");
    private static final int LARGEST = 1 << 20;

    private final KeyedChanges keyed;
    private final Callers callers;
    private final ObjectMapper json;

    KeyedRequestFilter(KeyedChanges keyed, Callers callers, ObjectMapper json) {
        this.keyed = keyed;
        this.callers = callers;
        this.json = json;
    }

    @ServerRequestFilter
    @Nullable Response replay(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        String path = request.getUriInfo().getPath();
        if (key == null || !CHANGING.contains(request.getMethod()) || !path.startsWith("/api/v1/")) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw invalid("an \"" + HEADER + "\" has 1 to 128 visible ASCII characters");
        }
        // Whoever may not ask any more gets no old answer either.
        callers.current();
        String caller = String.valueOf(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        String call = request.getMethod() + " " + request.getUriInfo().getRequestUri();
        return keyed.begin(new KeyedRequest(caller, key, call, body(request)))
                .map(KeyedRequestFilter::again)
                .orElse(null);
    }

    @ServerResponseFilter
    void keep(ContainerResponseContext response) throws JsonProcessingException {
        if (keyed.keeps()) {
            Object entity = response.getEntity();
            String body = entity == null ? "" : json.writeValueAsString(entity);
            keyed.keep(new Answer(response.getStatus(), body));
        }
    }

    private static byte[] body(ContainerRequestContext request) throws IOException {
        byte[] body = request.getEntityStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw invalid("a request with an \"" + HEADER + "\" has at most " + LARGEST + " bytes");
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        return body;
    }

    private static Response again(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header("Idempotent-Replayed", "true");
        return answer.body().isEmpty()
                ? response.build()
                : response.type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(answer.body())
                        .build();
    }

    private static Problem invalid(String detail) {
        return new Problem(ProblemCode.INVALID, detail, "a random UUID makes a good key");
    }
}
