package dev.gradus.platform.mlflow;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What MLflow's clients ask a server before anything else; it needs no token and tells no secret. */
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
public class ServerResource {
    /** The version of MLflow whose protocol is spoken; clients decide by it what they may call. */
    public static final String VERSION = "3.17.0";

    @GET
    @Path("version")
    public String version() {
        return VERSION;
    }

    @GET
    @Path("health")
    public String health() {
        return "OK";
    }
}
