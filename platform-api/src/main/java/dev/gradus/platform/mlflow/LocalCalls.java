package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.access.Caller;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The protocol without the network: what a client may call, called by the server itself in somebody's name, under the same checks.
 *
 * <pre>{@code
 * calls.make(caller, Verb.POST, "runs/log-batch", batch);
 * }</pre>
 */
@ApplicationScoped
public class LocalCalls {
    private final EndpointTable table;

    LocalCalls(@All List<EndpointGroup> groups) {
        this.table = new EndpointTable(
                groups.stream().flatMap(group -> group.endpoints().stream()).toList());
    }

    /** The answer to a call; what can't be done is a {@link MlflowProblem}. */
    public JsonNode make(Caller caller, Verb verb, String path, JsonNode request) {
        EndpointTable.Match match = table.find(verb, "2.0", path)
                .orElseThrow(() -> new IllegalArgumentException("there is no endpoint \"" + path + '"'));
        Fields fields = match.bound().endpoint().shape().read(request);
        Object answer = match.bound().answer().apply(new Call(caller, fields, match.path()));
        return MlflowJson.read(MlflowJson.bytes(answer));
    }
}
