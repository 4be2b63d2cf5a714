package dev.gradus.platform.outbound;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A request that asked for such a call is not valid. */
public class OutboundRefusedMapper {
    private final Refusals refusals;

    OutboundRefusedMapper(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    public Response answer(OutboundRefused refused, UriInfo uri) {
        return refusals.response(
                uri.getPath(),
                new Problem(ProblemCode.INVALID, String.valueOf(refused.getMessage()), refused.remedy()));
    }
}
