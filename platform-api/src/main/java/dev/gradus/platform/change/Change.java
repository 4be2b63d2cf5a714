package dev.gradus.platform.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.platform.access.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** One change while it is made. */
public final class Change {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Handle handle;
    private final Caller caller;
    private final String action;
    private final Map<String, Object> detail = new LinkedHashMap<>();
    private String subject = "";

    Change(Handle handle, Caller caller, String action) {
        this.handle = handle;
        this.caller = caller;
        this.action = action;
    }

    /** The transaction. */
    public Handle handle() {
        return handle;
    }

    /** In whose name. */
    public Caller caller() {
        return caller;
    }

    /** Names what is changed, as {@code kind/id}. */
    public Change on(String changed) {
        subject = changed;
        return this;
    }

    /** Adds to the audit entry; never a secret. */
    public Change detail(String name, Object value) {
        detail.put(name, value);
        return this;
    }

    /** Asks for a side effect once this is committed: the outbox runs the job {@code topic} until it is done. */
    public void then(String topic, Map<String, ?> payload) {
        handle.createUpdate("insert into outbox (topic, payload) values (:topic, cast(:payload as jsonb))")
                .bind("topic", topic)
                .bind("payload", json(payload))
                .execute();
    }

    void record() {
        handle.createUpdate("""
                        insert into audit_entry (actor, token, team_id, action, subject, detail)
                        values (:actor, :token, :team, :action, :subject, cast(:detail as jsonb))
                        """)
                .bind("actor", caller.user())
                .bind("token", caller.token())
                .bind("team", caller.team().id())
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", json(detail))
                .execute();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the detail of a change is not JSON", notJson);
        }
    }
}
