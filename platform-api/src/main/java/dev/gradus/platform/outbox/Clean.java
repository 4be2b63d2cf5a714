package dev.gradus.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Removes tasks that were done long ago. */
@ApplicationScoped
class Clean implements Job {
    private final Jdbi jdbi;
    private final OutboxSettings settings;

    Clean(Jdbi jdbi, OutboxSettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    @Override
    public String topic() {
        return "outbox.clean";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofHours(1));
    }

    @Override
    public void run(Task task) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from outbox where state = 'DONE' and ended_at < now() - :keep * interval '1 millisecond'")
                .bind("keep", settings.keep().toMillis())
                .execute());
    }
}
