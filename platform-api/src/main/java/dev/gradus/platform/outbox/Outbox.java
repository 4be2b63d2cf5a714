package dev.gradus.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The tasks, in the database. Who claims a task moves the time at which it is due into the future: its lease. While it is done the
 * lease is renewed; when its server dies the task is due again by itself. The number of tries tells a claim from a later one.
 */
@ApplicationScoped
public class Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CLAIM = """
            update outbox set tries = tries + 1, due_at = now() + :lease * interval '1 millisecond'
            where id in (
                select id from outbox where state = 'WAITING' and due_at <= now() and topic = any(:topics)
                order by due_at limit :most for update skip locked)
            returning id, key, topic, payload, tries
            """;
    private static final String RENEW = """
            update outbox set due_at = now() + :lease * interval '1 millisecond'
            from unnest(:ids, :tries) as held (id, tries)
            where outbox.id = held.id and outbox.tries = held.tries and state = 'WAITING'
            """;
    private static final String END = """
            update outbox set state = :state, ended_at = now(), failure = :failure
            where id = :id and tries = :tries and state = 'WAITING'
            """;
    private static final String AGAIN = """
            update outbox set due_at = now() + :wait * interval '1 millisecond', failure = :failure
            where id = :id and tries = :tries and state = 'WAITING'
            """;

    private final Jdbi jdbi;

    Outbox(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Adds a task within the handle's transaction. */
    public static void add(Handle handle, String topic, Map<String, ?> payload) {
        handle.createUpdate("insert into outbox (topic, payload) values (:topic, cast(:payload as jsonb))")
                .bind("topic", topic)
                .bind("payload", json(payload))
                .execute();
    }

    /** Takes up to {@code most} tasks that are due, for as long as {@code lease}. */
    List<Task> claim(Collection<String> topics, int most, Duration lease) {
        return jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("lease", lease.toMillis())
                .bindArray("topics", String.class, topics.toArray())
                .bind("most", most)
                .map((row, context) -> task(row))
                .list());
    }

    /** Keeps claimed tasks from becoming due. */
    void renew(Collection<Task> held, Duration lease) {
        jdbi.useHandle(handle -> handle.createUpdate(RENEW)
                .bind("lease", lease.toMillis())
                .bindArray("ids", Long.class, held.stream().map(Task::id).toArray())
                .bindArray(
                        "tries", Integer.class, held.stream().map(Task::attempt).toArray())
                .execute());
    }

    void done(Task task) {
        end(task, "DONE", null);
    }

    void giveUp(Task task, String failure) {
        end(task, "DEAD", failure);
    }

    void again(Task task, Duration wait, String failure) {
        jdbi.useHandle(handle -> handle.createUpdate(AGAIN)
                .bind("wait", wait.toMillis())
                .bind("failure", failure)
                .bind("id", task.id())
                .bind("tries", task.attempt())
                .execute());
    }

    private void end(Task task, String state, @Nullable String failure) {
        jdbi.useHandle(handle -> handle.createUpdate(END)
                .bind("state", state)
                .bind("failure", failure)
                .bind("id", task.id())
                .bind("tries", task.attempt())
                .execute());
    }

    private static Task task(ResultSet row) throws SQLException {
        try {
            return new Task(
                    row.getLong("id"),
                    row.getObject("key", UUID.class),
                    row.getString("topic"),
                    JSON.readTree(row.getString("payload")),
                    row.getInt("tries"));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("the database holds a payload that is not JSON", notJson);
        }
    }

    private static String json(Map<String, ?> payload) {
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the payload of a task is not JSON: " + payload, notJson);
        }
    }
}
