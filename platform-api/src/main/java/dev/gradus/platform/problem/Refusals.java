package dev.gradus.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes answers that say no, as the clients of each path expect them. The path alone decides, so that no answer has two shapes. */
@ApplicationScoped
public class Refusals {
    private static final String PROBLEM_JSON = "application/problem+json";

    private final List<Dialect> dialects;
    private final ObjectMapper json;

    Refusals(@All List<Dialect> dialects, ObjectMapper json) {
        this.dialects = dialects;
        this.json = json;
    }

    /** The answer of a resource. */
    public Response response(String path, Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.code().status()).entity(body(path, problem));
        headers(path, problem).forEach(response::header);
        return response.build();
    }

    /** The answer to a request that reached no resource. */
    public void write(RoutingContext context, Problem problem) {
        String path = context.normalizedPath();
        HttpServerResponse response =
                context.response().setStatusCode(problem.code().status());
        headers(path, problem).forEach(response::putHeader);
        response.end(Buffer.buffer(body(path, problem)));
    }

    /** The answer to a request of which the rest is not read: its connection can not be used again. */
    public void writeAndClose(RoutingContext context, Problem problem) {
        closeBehind(context);
        write(context, problem);
    }

    /** The connection of a request is not used again once it is answered. */
    public void closeBehind(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(answered -> context.request().connection().close());
    }

    private byte[] body(String path, Problem problem) {
        return dialect(path).map(dialect -> dialect.body(problem)).orElseGet(() -> problemJson(problem));
    }

    private byte[] problemJson(Problem problem) {
        try {
            return json.writeValueAsBytes(ProblemBody.of(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is not JSON: " + problem, impossible);
        }
    }

    private Map<String, String> headers(String path, Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", dialect(path).isPresent() ? "application/json" : PROBLEM_JSON);
        problem.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(wait.toSeconds())));
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", "Bearer realm=\"gradus\"");
        }
        return headers;
    }

    private Optional<Dialect> dialect(String path) {
        return dialects.stream().filter(dialect -> dialect.speaks(path)).findFirst();
    }
}
