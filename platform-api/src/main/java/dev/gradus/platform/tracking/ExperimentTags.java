package dev.gradus.platform.tracking;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The tags of experiments. */
final class ExperimentTags {
    private ExperimentTags() {}

    /** Sets tags; of two with one key the last one counts. */
    static void set(Handle handle, long experimentId, List<Entry> tags) {
        Entries entries = Entries.lastOfEach(tags);
        handle.createUpdate("""
                        insert into experiment_tag (experiment_id, key, value)
                        select :id, key, value from unnest(cast(:keys as text[]), cast(:values as text[])) as t (key, value)
                        on conflict (experiment_id, key) do update set value = excluded.value
                        """)
                .bind("id", experimentId)
                .bind("keys", entries.keys())
                .bind("values", entries.values())
                .execute();
    }

    /** Deletes a tag; whether it was there. */
    static boolean delete(Handle handle, long experimentId, String key) {
        return handle.createUpdate("delete from experiment_tag where experiment_id = :id and key = :key")
                        .bind("id", experimentId)
                        .bind("key", key)
                        .execute()
                == 1;
    }
}
