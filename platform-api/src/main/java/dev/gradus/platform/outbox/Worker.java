package dev.gradus.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Does what waits in the outbox: a few tasks at a time, each until it is done or given up. */
@ApplicationScoped
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final int LONGEST_FAILURE = 500;

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final OutboxSettings settings;
    private final MeterRegistry meters;
    private final Map<String, Job> jobs;
    private final Backoff backoff;
    private final Set<Task> held = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);
    private final ExecutorService hands;
    private final Thread loop = new Thread(this::work, "outbox");
    private volatile boolean stopping;
    private Instant renewed = Instant.now();

    Worker(Jdbi jdbi, Outbox outbox, OutboxSettings settings, MeterRegistry meters, @All List<Job> jobs) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.settings = settings;
        this.meters = meters;
        this.jobs = jobs.stream().collect(Collectors.toUnmodifiableMap(Job::topic, Function.identity()));
        this.backoff = new Backoff(settings.firstWait(), settings.longestWait(), settings.tries());
        this.hands = Executors.newFixedThreadPool(settings.workers());
    }

    /** Says that there is something to do, so that it need not wait for the next look. */
    public void wake() {
        bell.release();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Takes no more tasks and lets those in work end; what does not end in time is another's to do again. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        loop.join();
        hands.shutdown();
        if (!hands.awaitTermination(settings.stop().toMillis(), TimeUnit.MILLISECONDS)) {
            hands.shutdownNow();
            held.forEach(task -> outbox.again(task, Duration.ZERO, "the server stopped"));
        }
    }

    private void work() {
        boolean failing = false;
        while (!stopping) {
            try {
                look();
                failing = false;
                await(settings.poll());
            } catch (JdbiException noDatabase) {
                if (!failing) {
                    LOG.warnf("the outbox waits for the database: %s", noDatabase.getMessage());
                }
                failing = true;
                await(settings.poll());
            }
        }
    }

    /** As long as there is more to do than hands are free for, there is no pause. */
    private void look() {
        renew();
        jdbi.useTransaction(handle -> jobs.values()
                .forEach(job -> job.every().ifPresent(every -> Recurring.add(handle, job.topic(), every))));
        int free = settings.workers() - held.size();
        while (free > 0 && !stopping) {
            List<Task> tasks = outbox.claim(jobs.keySet(), free, settings.lease());
            tasks.forEach(this::hand);
            free = tasks.isEmpty() ? 0 : settings.workers() - held.size();
        }
    }

    private void renew() {
        if (!held.isEmpty() && renewed.plus(settings.lease().dividedBy(3)).isBefore(Instant.now())) {
            outbox.renew(List.copyOf(held), settings.lease());
            renewed = Instant.now();
        }
    }

    private void await(Duration time) {
        try {
            if (bell.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Task task) {
        held.add(task);
        hands.execute(() -> {
            try {
                run(task);
            } finally {
                held.remove(task);
                wake();
            }
        });
    }

    /** The boundary where whatever a job throws becomes another try. */
    private void run(Task task) {
        long begin = System.nanoTime();
        String outcome = "done";
        try {
            Objects.requireNonNull(jobs.get(task.topic())).run(task);
            outbox.done(task);
        } catch (Exception failure) {
            outcome = failed(task, failure);
        }
        Timer.builder("gradus.outbox.task")
                .description("Tasks that were tried, and how long each took.")
                .tags("topic", task.topic(), "outcome", outcome)
                .register(meters)
                .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }

    private String failed(Task task, Exception failure) {
        String reason = reason(failure);
        if (backoff.spent(task.attempt())) {
            LOG.errorf(
                    "task %d of \"%s\" is given up after %d tries: %s",
                    task.id(), task.topic(), task.attempt(), reason);
            outbox.giveUp(task, reason);
            return "dead";
        }
        LOG.warnf("task %d of \"%s\" failed, try %d: %s", task.id(), task.topic(), task.attempt(), reason);
        outbox.again(
                task, backoff.after(task.attempt(), ThreadLocalRandom.current().nextDouble()), reason);
        return "failed";
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        String reason = message == null ? failure.getClass().getSimpleName() : message;
        return reason.length() <= LONGEST_FAILURE ? reason : reason.substring(0, LONGEST_FAILURE) + "…";
    }
}
