package dev.gradus.platform.models;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The expression that writes a {@code logged_model l} as it is answered. */
final class LoggedModelJson {
    static final String MODEL = """
            json_strip_nulls(json_build_object(
                'info', json_build_object(
                    'model_id', l.id,
                    'experiment_id', l.experiment_id::text,
                    'name', l.name,
                    'creation_timestamp_ms', l.created_at,
                    'last_updated_timestamp_ms', l.updated_at,
                    'artifact_uri', l.artifact_uri,
                    'status', case l.status %s end,
                    'model_type', l.model_type,
                    'source_run_id', l.source_run_id,
                    'tags', (
                        select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
                        from logged_model_tag t where t.model_id = l.id)),
                'data', json_build_object(
                    'params', (
                        select json_agg(json_build_object('key', p.key, 'value', p.value) order by p.key)
                        from logged_model_param p where p.model_id = l.id),
                    'metrics', (
                        select json_agg(json_build_object(
                            'key', x.key,
                            'value', x.value,
                            'timestamp', x.logged_at,
                            'step', x.step,
                            'dataset_name', x.dataset_name,
                            'dataset_digest', x.dataset_digest,
                            'model_id', x.model_id,
                            'run_id', x.run_id) order by x.key, x.logged_at, x.step)
                        from logged_model_metric x where x.model_id = l.id))))
            """.formatted(names());

    private LoggedModelJson() {}

    private static String names() {
        return Arrays.stream(ModelStatus.values())
                .map(status -> "when " + status.number() + " then '" + status + "'")
                .collect(Collectors.joining(" "));
    }
}
