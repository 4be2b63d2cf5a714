package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import org.jdbi.v3.core.Handle;

/** Runs as the protocol shows them; the database writes the JSON, of a page of runs as of one, in a single statement. */
final class RunJson {
    /** Of the row {@code r}. */
    static final String INFO = """
            json_strip_nulls(json_build_object(
                'run_id', r.id, 'run_uuid', r.id, 'run_name', r.name, 'experiment_id', r.experiment_id::text,
                'user_id', r.user_id, 'status', r.status, 'start_time', r.start_time, 'end_time', nullif(r.end_time, 0),
                'artifact_uri', r.artifact_uri, 'lifecycle_stage', r.lifecycle_stage))
            """;

    private static final String DATA = """
            json_strip_nulls(json_build_object(
                'metrics', (select json_agg(json_build_object(
                        'key', m.key, 'value', m.value, 'timestamp', m.logged_at, 'step', m.step))
                    from latest_metric m where m.run = r.number),
                'params', (select json_agg(json_build_object('key', p.key, 'value', p.value))
                    from param p where p.run = r.number),
                'tags', (select json_agg(json_build_object('key', t.key, 'value', t.value))
                    from run_tag t where t.run = r.number)))
            """;

    private static final String DATASETS = """
            'dataset_inputs', (select json_agg(json_build_object(
                    'dataset', json_build_object('name', d.name, 'digest', d.digest, 'source_type', d.source_type,
                        'source', d.source, 'schema', d.schema, 'profile', d.profile),
                    'tags', (select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
                        from dataset_input_tag t where t.input_id = i.id)) order by i.id)
                from dataset_input i join dataset d on d.id = i.dataset_id where i.run = r.number)
            """;

    private static final String MODELS = """
            , 'model_inputs', (select json_agg(json_build_object('model_id', i.model_id))
                from model_input i where i.run = r.number)
            """;

    private static final String OUTPUTS = """
            json_strip_nulls(json_build_object(
                'model_outputs', (select json_agg(json_build_object('model_id', o.model_id, 'step', o.step) order by o.step)
                    from model_output o where o.run = r.number)))
            """;

    private static final String CREATED = "'info', " + INFO + ", 'data', " + DATA
            + ", 'inputs', json_strip_nulls(json_build_object(" + DATASETS + "))";

    /** A run that a search found; MLflow tells the models that a run read to who asks for that run only. */
    static final String FOUND = "json_build_object(" + CREATED + ", 'outputs', " + OUTPUTS + ')';

    private static final String RUN = "json_build_object('info', " + INFO + ", 'data', " + DATA
            + ", 'inputs', json_strip_nulls(json_build_object(" + DATASETS + MODELS + ")), 'outputs', " + OUTPUTS + ')';

    private static final String FIND_RUN =
            "select json_build_object('run', " + RUN + ")::text from run r where r.id = :id";
    private static final String FIND_CREATED =
            "select json_build_object('run', json_build_object(" + CREATED + "))::text from run r where r.id = :id";
    private static final String FIND_INFO =
            "select json_build_object('run_info', " + INFO + ")::text from run r where r.id = :id";

    private RunJson() {}

    static RawJson run(Handle handle, String id) {
        return find(handle, FIND_RUN, id);
    }

    /** A run that was made just now, which made nothing yet. */
    static RawJson created(Handle handle, String id) {
        return find(handle, FIND_CREATED, id);
    }

    static RawJson info(Handle handle, String id) {
        return find(handle, FIND_INFO, id);
    }

    private static RawJson find(Handle handle, String sql, String id) {
        return handle.createQuery(sql)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(RawJson::new)
                .orElseThrow(() -> MlflowProblem.missing("Run with id=" + id + " not found"));
    }
}
