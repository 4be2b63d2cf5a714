package dev.gradus.platform.outbox;

import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Puts the task of a job that repeats into the outbox when it is due; of several replicas one does. */
final class Recurring {
    private static final String TAKE = """
            insert into recurring_job (topic, next_at) values (:topic, now() + :every * interval '1 millisecond')
            on conflict (topic) do update set next_at = excluded.next_at where recurring_job.next_at <= now()
            """;
    private static final String WAITS = "select exists (select from outbox where topic = ? and state = 'WAITING')";

    private Recurring() {}

    static void add(Handle handle, String topic, Duration every) {
        boolean taken = handle.createUpdate(TAKE)
                        .bind("topic", topic)
                        .bind("every", every.toMillis())
                        .execute()
                == 1;
        if (taken && !waits(handle, topic)) {
            Outbox.add(handle, topic, Map.of());
        }
    }

    /** One that could not be done yet is not asked for again. */
    private static boolean waits(Handle handle, String topic) {
        return handle.createQuery(WAITS).bind(0, topic).mapTo(Boolean.class).one();
    }
}
