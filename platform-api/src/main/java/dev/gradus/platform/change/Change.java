package dev.gradus.platform.change;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.audit.Entry;
import dev.gradus.platform.audit.Entry.Actor;
import dev.gradus.platform.audit.Origin;
import dev.gradus.platform.audit.Outcome;
import dev.gradus.platform.notify.Notices;
import dev.gradus.platform.outbox.Outbox;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** One change while it is made. */
public final class Change {
    private final Handle handle;
    private final Caller caller;
    private final Origin origin;
    private final String action;
    private final Map<String, Object> detail = new LinkedHashMap<>();
    private String subject = "";
    private boolean followed;

    Change(Handle handle, Caller caller, Origin origin, String action) {
        this.handle = handle;
        this.caller = caller;
        this.origin = origin;
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
        Outbox.add(handle, topic, payload);
        followed = true;
    }

    boolean followed() {
        return followed;
    }

    /** What the audit will hold of this, as far as it is known yet. */
    public Entry entry() {
        return new Entry(Actor.of(caller), origin, action, subject, Outcome.DONE, detail);
    }

    void record() {
        Notices.record(handle, entry(), caller.team().id());
    }
}
