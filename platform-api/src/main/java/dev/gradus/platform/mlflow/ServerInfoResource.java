package dev.gradus.platform.mlflow;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What the server can, which clients of MLflow 3 ask before they show a token. */
@Path("/{prefix: api|ajax-api}/3.0/mlflow/server-info")
public class ServerInfoResource {
    @GET
    public Response serverInfo() {
        return Answers.of(
                new ServerInfo("SqlStore", false, false, false, false, false, false, Map.of("gateway", false)));
    }

    private record ServerInfo(
            String storeType,
            boolean workspacesEnabled,
            boolean traceArchivalEnabled,
            boolean multipartUploadsEnabled,
            boolean multipartDownloadsEnabled,
            boolean presignedUploadRunIdSupported,
            boolean presignedUploadModelIdSupported,
            Map<String, Boolean> featuresEnabled) {}
}
