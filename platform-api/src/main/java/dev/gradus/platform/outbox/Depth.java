package dev.gradus.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Jdbi;

/** How much waits, how long it has been due, and how much was given up, as metrics. */
@ApplicationScoped
class Depth {
    private static final String MEASURE = """
            select count(*) filter (where state = 'WAITING') as waiting,
                count(*) filter (where state = 'DEAD') as dead,
                coalesce(extract(epoch from now() - min(due_at) filter (where state = 'WAITING')), 0) as age
            from outbox where state in ('WAITING', 'DEAD')
            """;

    private final Jdbi jdbi;
    private final MeterRegistry meters;
    private volatile Measured measured = new Measured(0, 0, 0);

    Depth(Jdbi jdbi, MeterRegistry meters) {
        this.jdbi = jdbi;
        this.meters = meters;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("gradus.outbox.waiting", this, depth -> depth.measured.waiting)
                .description("Tasks that are to be done.")
                .register(meters);
        Gauge.builder("gradus.outbox.dead", this, depth -> depth.measured.dead)
                .description("Tasks that were given up.")
                .register(meters);
        Gauge.builder("gradus.outbox.overdue.seconds", this, depth -> depth.measured.age)
                .description("For how long the task that is due longest has waited.")
                .register(meters);
    }

    @Scheduled(every = "10s")
    void measure() {
        measured = jdbi.withHandle(handle -> handle.createQuery(MEASURE)
                .map((row, context) ->
                        new Measured(row.getLong("waiting"), row.getLong("dead"), Math.max(0, row.getDouble("age"))))
                .one());
    }

    private record Measured(long waiting, long dead, double age) {}
}
