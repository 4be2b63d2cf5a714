package dev.gradus.platform.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.change.Change;
import dev.gradus.platform.mlflow.MlflowJson;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What others have to know of logged models. */
@ApplicationScoped
public class LoggedModels {
    /** Where MLflow's page looks for the versions that a logged model became. */
    private static final String VERSIONS_TAG = "mlflow.modelVersions";

    private static final String FIND = """
            select l.id, e.team_id, l.artifact_uri, l.source_run_id
            from logged_model l join experiment e on e.id = l.experiment_id
            where l.id = :id
            """;

    private final Jdbi jdbi;

    LoggedModels(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One of any team that was not deleted. */
    public Optional<LoggedModel> find(String id) {
        return jdbi.withHandle(handle -> find(handle, FIND + " and not l.deleted", id));
    }

    /** One of any team that was not deleted and has to be there. */
    public LoggedModel require(String id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    /** Notes in a logged model that it became a version of a registered model, if the caller may change it. */
    public void registered(Change change, String id, String name, int version) {
        Handle handle = change.handle();
        if (lock(handle, id)
                .filter(model -> change.caller().mayWrite(model.team()))
                .isPresent()) {
            handle.createUpdate("""
                            insert into logged_model_tag (model_id, key, value)
                            values (:id, :tag, (cast(:versions as jsonb)
                                || jsonb_build_array(jsonb_build_object('name', cast(:name as text), 'version', :version)))::text)
                            on conflict (model_id, key) do update set value = excluded.value
                            """)
                    .bind("id", id)
                    .bind("tag", VERSIONS_TAG)
                    .bind("versions", versions(handle, id))
                    .bind("name", name)
                    .bind("version", version)
                    .execute();
        }
    }

    /** One of any team, deleted or not; who else changes it waits until this transaction ends. */
    static Optional<LoggedModel> lock(Handle handle, String id) {
        return find(handle, FIND + " for update of l", id);
    }

    static MlflowProblem missing(String id) {
        return MlflowProblem.missing("Logged model with ID '" + id + "' not found.");
    }

    private static Optional<LoggedModel> find(Handle handle, String sql, String id) {
        return handle.createQuery(sql)
                .bind("id", id)
                .map((row, context) ->
                        new LoggedModel(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)))
                .findOne();
    }

    /** The list so far; a user may have written something else there. */
    private static String versions(Handle handle, String id) {
        return handle.createQuery("select value from logged_model_tag where model_id = :id and key = :tag")
                .bind("id", id)
                .bind("tag", VERSIONS_TAG)
                .mapTo(String.class)
                .findOne()
                .map(text -> MlflowJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .filter(JsonNode::isArray)
                .map(JsonNode::toString)
                .orElse("[]");
    }
}
