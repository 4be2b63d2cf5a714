package dev.gradus.platform.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a {@link Problem} as problem+json. */
@Provider
public class ProblemMapper implements ExceptionMapper<Problem> {
    @Override
    public Response toResponse(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.code().title());
        body.put("status", problem.code().status());
        body.put("code", problem.code().name());
        body.put("detail", problem.getMessage());
        body.put("remedy", problem.remedy());
        return Response.status(problem.code().status())
                .type("application/problem+json")
                .entity(body)
                .build();
    }
}
