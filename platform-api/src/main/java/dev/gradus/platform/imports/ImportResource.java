package dev.gradus.platform.imports;

import dev.gradus.platform.access.Callers;
import dev.gradus.platform.outbound.OutboundClient;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports from MLflow servers. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ImportResource {
    private final Callers callers;
    private final Imports imports;
    private final OutboundClient outbound;

    ImportResource(Callers callers, Imports imports, OutboundClient outbound) {
        this.callers = callers;
        this.imports = imports;
        this.outbound = outbound;
    }

    /** Begins to bring an MLflow server's experiments, runs and models over to the caller's team. */
    @POST
    public Response begin(ImportRequest request) {
        if (!callers.current().mayWrite(callers.current().team().id())) {
            throw new Problem(ProblemCode.FORBIDDEN, "the token may only read", "use a token of a member of the team");
        }
        String url = url(request.url());
        List<String> experiments = Objects.requireNonNullElse(request.experiments(), List.of());
        UUID id = imports.begin(url, Optional.ofNullable(request.token()), experiments);
        return Response.accepted(state(id))
                .location(URI.create("/api/v1/imports/" + id))
                .build();
    }

    /** How far an import has come. */
    @GET
    @Path("{id}")
    public ImportState state(@PathParam("id") UUID id) {
        callers.current();
        return imports.state(id)
                .orElseThrow(() -> new Problem(
                        ProblemCode.NOT_FOUND,
                        "there is no import \"" + id + "\"",
                        "look at what beginning one answered"));
    }

    private String url(@Nullable String url) {
        try {
            URI uri = URI.create(Objects.requireNonNullElse(url, ""));
            outbound.require(uri);
            return uri.toString().replaceAll("/+$", "");
        } catch (IllegalArgumentException noAddress) {
            throw new Problem(
                    ProblemCode.INVALID, "\"" + url + "\" is no address", "give one as \"https://mlflow.example.org\"");
        }
    }
}
