package dev.gradus.platform.outbound;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.ProblemMapper;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A request that asked for such a call is not valid. */
@Provider
public class OutboundRefusedMapper implements ExceptionMapper<OutboundRefused> {
    private final ProblemMapper problems = new ProblemMapper();

    @Override
    public Response toResponse(OutboundRefused refused) {
        return problems.toResponse(
                new Problem(ProblemCode.INVALID, String.valueOf(refused.getMessage()), refused.remedy()));
    }
}
