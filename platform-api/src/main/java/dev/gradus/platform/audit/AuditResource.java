package dev.gradus.platform.audit;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The audit as a file that anybody can check without this server. */
@Path("/api/v1/audit")
@RolesAllowed("admin")
public class AuditResource {
    private final Jdbi jdbi;
    private final Sealer sealer;

    AuditResource(Jdbi jdbi, Sealer sealer) {
        this.jdbi = jdbi;
        this.sealer = sealer;
    }

    /** Every seal from number {@code from} on with its entries, one JSON object a line; what was done until now is sealed first. */
    @GET
    @Produces("application/x-ndjson")
    @Operation(operationId = "exportAudit")
    public StreamingOutput export(@QueryParam("from") @DefaultValue("1") long from) {
        if (from < 1) {
            throw new Problem(
                    ProblemCode.INVALID, "there is no seal \"" + from + "\"", "the first seal has the number 1");
        }
        sealer.seal();
        return stream -> {
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            jdbi.<IOException>useTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, handle -> new Export(handle, out).write(from));
            out.flush();
        };
    }
}
