package dev.gradus.platform.mlflow;

import dev.gradus.platform.access.Callers;
import io.quarkus.arc.All;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The door of the protocol. MLflow's endpoints are calls of a procedure more than resources: the path names what to do, the
 * query or the body alike hold the fields, and every answer has one shape. So they are a table, and this is its one reader.
 */
@Path("/{prefix: api|ajax-api}/{version: 2\\.0|3\\.0}/mlflow/{path: .+}")
@Consumes(MediaType.WILDCARD)
public class MlflowResource {
    private final EndpointTable table;
    private final Callers callers;

    MlflowResource(@All List<EndpointGroup> groups, Callers callers) {
        this.table = new EndpointTable(
                groups.stream().flatMap(group -> group.endpoints().stream()).toList());
        this.callers = callers;
    }

    @GET
    @Operation(hidden = true)
    public Response get(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer(Verb.GET, uri, headers, new byte[0]);
    }

    @POST
    @Operation(hidden = true)
    public Response post(@Context UriInfo uri, @Context HttpHeaders headers, byte[] body) {
        return answer(Verb.POST, uri, headers, body);
    }

    @PUT
    @Operation(hidden = true)
    public Response put(@Context UriInfo uri, @Context HttpHeaders headers, byte[] body) {
        return answer(Verb.PUT, uri, headers, body);
    }

    @PATCH
    @Operation(hidden = true)
    public Response patch(@Context UriInfo uri, @Context HttpHeaders headers, byte[] body) {
        return answer(Verb.PATCH, uri, headers, body);
    }

    @DELETE
    @Operation(hidden = true)
    public Response delete(@Context UriInfo uri, @Context HttpHeaders headers, byte[] body) {
        return answer(Verb.DELETE, uri, headers, body);
    }

    private Response answer(Verb verb, UriInfo uri, HttpHeaders headers, byte[] body) {
        String version = uri.getPathParameters().getFirst("version");
        String path = uri.getPathParameters().getFirst("path");
        Incoming incoming = new Incoming(
                verb, uri.getQueryParameters(), headers.getHeaderString("Content-Type"), MlflowJson.read(body));
        try {
            var caller = callers.current();
            Optional<EndpointTable.Match> match = table.find(verb, version, path);
            if (match.isEmpty()) {
                return refusal(version, path);
            }
            Endpoint.Bound bound = match.get().bound();
            Shape shape = bound.endpoint().shape();
            Fields fields = shape.read(incoming.json(shape));
            return Answers.of(
                    bound.answer().apply(new Call(caller, fields, match.get().path())));
        } catch (RuntimeException failure) {
            return Answers.of(failure);
        }
    }

    private Response refusal(String version, String path) {
        if (table.hasOtherVerb(version, path)) {
            return Answers.of(405, ErrorCode.ENDPOINT_NOT_FOUND, "\"mlflow/" + path + "\" does not take this method");
        }
        return Unsupported.reason(path)
                .map(reason -> Answers.of(ErrorCode.NOT_IMPLEMENTED, reason))
                .orElseGet(
                        () -> Answers.of(ErrorCode.ENDPOINT_NOT_FOUND, "there is no endpoint \"mlflow/" + path + '"'));
    }
}
