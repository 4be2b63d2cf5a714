package dev.gradus.platform.tracking;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The tags of runs. */
final class RunTags {
    private RunTags() {}

    /** Sets tags; of two with one key the last one counts. The tag of the run's name is the run's name. */
    static void set(Handle handle, RunRef run, List<Entry> tags) {
        if (tags.isEmpty()) {
            return;
        }
        Entries entries = Entries.lastOfEach(tags);
        handle.createUpdate("""
                        insert into run_tag (run, experiment_id, key, value)
                        select :run, :experiment, key, value
                        from unnest(cast(:keys as text[]), cast(:values as text[])) as t (key, value)
                        on conflict (run, key) do update set value = excluded.value
                        """)
                .bind("run", run.number())
                .bind("experiment", run.experimentId())
                .bind("keys", entries.keys())
                .bind("values", entries.values())
                .execute();
        if (Stream.of(entries.keys()).anyMatch(Runs.NAME_TAG::equals)) {
            handle.createUpdate("""
                            update run set name = (select value from run_tag where run = :run and key = :key) where number = :run
                            """)
                    .bind("run", run.number())
                    .bind("key", Runs.NAME_TAG)
                    .execute();
        }
    }

    /** Deletes a tag; whether it was there. */
    static boolean delete(Handle handle, RunRef run, String key) {
        return handle.createUpdate("delete from run_tag where run = :run and key = :key")
                        .bind("run", run.number())
                        .bind("key", key)
                        .execute()
                == 1;
    }
}
