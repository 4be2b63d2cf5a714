package dev.gradus.platform;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What may be known of the server by anybody. */
@Path("/api/v1/about")
public class AboutResource {
    private final String version;

    AboutResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /**
     * The answer.
     *
     * @param version of the server's program
     */
    public record About(String version) {}

    @GET
    @PermitAll
    public About about() {
        return new About(version);
    }
}
