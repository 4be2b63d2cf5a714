package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.RawJson;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Experiments as the protocol shows them; the database writes the JSON. */
final class ExperimentJson {
    /** Of the row {@code e}. */
    static final String EXPERIMENT = """
            json_strip_nulls(json_build_object(
                'experiment_id', e.id::text, 'name', e.name, 'artifact_location', e.artifact_location,
                'lifecycle_stage', e.lifecycle_stage, 'last_update_time', e.updated_at, 'creation_time', e.created_at,
                'tags', (select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
                    from experiment_tag t where t.experiment_id = e.id),
                'workspace', (select name from team where id = e.team_id)))
            """;

    private ExperimentJson() {}

    static Optional<RawJson> find(Handle handle, long id) {
        return handle.createQuery("select json_build_object('experiment', " + EXPERIMENT
                        + ")::text from experiment e where e.id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(RawJson::new);
    }
}
