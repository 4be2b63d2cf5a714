package dev.gradus.platform.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Begins a new epoch when the database turns out to live in another cluster than before, as after a restore. */
@ApplicationScoped
class Epochs {
    private static final String BEGIN = """
            insert into audit_epoch (number, system_identifier)
            select coalesce((select max(number) from audit_epoch), 0) + 1, here.system_identifier
            from pg_control_system() here
            where here.system_identifier is distinct from
                (select system_identifier from audit_epoch order by number desc limit 1)
            """;

    private final Jdbi jdbi;

    Epochs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Before anything else can enter the audit. */
    void begin(@Observes @Priority(1) StartupEvent event) {
        jdbi.useTransaction(Epochs::begin);
    }

    static void begin(Handle handle) {
        handle.execute("lock table audit_epoch in share row exclusive mode");
        handle.execute(BEGIN);
    }
}
