package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.RawJson;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The datasets that runs read; one is known in its experiment by name and digest. */
final class Datasets {
    private static final String SUMMARIES = """
            select json_strip_nulls(json_build_object('dataset_summaries', json_agg(json_build_object(
                'experiment_id', s.experiment_id::text, 'name', s.name, 'digest', s.digest, 'context', s.context))))::text
            from (select distinct d.experiment_id, d.name, d.digest, t.value as context
                from dataset d join dataset_input i on i.dataset_id = d.id
                left join dataset_input_tag t on t.input_id = i.id and t.key = 'mlflow.data.context'
                where d.experiment_id = any(:experiments)
                order by d.experiment_id, d.name, d.digest limit 1000) s
            """;

    private Datasets() {}

    /** Logs what a run read; a dataset that it has read before keeps its tags. */
    static void log(Handle handle, RunRef run, List<DatasetInput> inputs) {
        for (DatasetInput input : inputs) {
            input(handle, run, dataset(handle, run, input)).ifPresent(id -> tag(handle, id, input.tags()));
        }
    }

    static RawJson summaries(Handle handle, Long[] experiments) {
        return new RawJson(handle.createQuery(SUMMARIES)
                .bind("experiments", experiments)
                .mapTo(String.class)
                .one());
    }

    private static long dataset(Handle handle, RunRef run, DatasetInput input) {
        return handle.createQuery("""
                        with made as (
                            insert into dataset (experiment_id, name, digest, source_type, source, schema, profile)
                            values (:experiment, :name, :digest, :sourceType, :source, :schema, :profile)
                            on conflict (experiment_id, name, digest) do update set name = excluded.name
                            returning id)
                        select id from made
                        """)
                .bind("experiment", run.experimentId())
                .bind("name", input.name())
                .bind("digest", input.digest())
                .bind("sourceType", input.sourceType())
                .bind("source", input.source())
                .bind("schema", input.schema().orElse(null))
                .bind("profile", input.profile().orElse(null))
                .mapTo(Long.class)
                .one();
    }

    private static Optional<Long> input(Handle handle, RunRef run, long dataset) {
        return handle.createQuery("""
                        insert into dataset_input (run, dataset_id) values (:run, :dataset)
                        on conflict do nothing returning id
                        """)
                .bind("run", run.number())
                .bind("dataset", dataset)
                .mapTo(Long.class)
                .findOne();
    }

    private static void tag(Handle handle, long input, List<Entry> tags) {
        Entries entries = Entries.lastOfEach(tags);
        handle.createUpdate("""
                        insert into dataset_input_tag (input_id, key, value)
                        select :input, key, value from unnest(cast(:keys as text[]), cast(:values as text[])) as t (key, value)
                        """)
                .bind("input", input)
                .bind("keys", entries.keys())
                .bind("values", entries.values())
                .execute();
    }
}
