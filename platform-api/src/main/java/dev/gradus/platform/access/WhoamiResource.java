package dev.gradus.platform.access;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells a caller who it is taken for. */
@Path("/api/v1/whoami")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class WhoamiResource {
    private final Callers callers;

    WhoamiResource(Callers callers) {
        this.callers = callers;
    }

    @GET
    @Operation(operationId = "whoami", summary = "Who the token stands for, for which team, with which roles")
    public Whoami whoami() {
        Caller caller = callers.current();
        return new Whoami(caller.user(), caller.team().name(), new TreeSet<>(caller.roles()), caller.token());
    }
}
