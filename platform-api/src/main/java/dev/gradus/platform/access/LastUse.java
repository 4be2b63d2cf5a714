package dev.gradus.platform.access;

import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** When tokens were last used, written some seconds late and many at once: a reading request shall write nothing. */
@ApplicationScoped
public class LastUse {
    private final Jdbi jdbi;
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();

    LastUse(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes a use; the first since the last writing is exact enough. */
    void note(Caller caller) {
        if (!unwritten.containsKey(caller.token())) {
            unwritten.put(caller.token(), Instant.now());
        }
    }

    /** Writes what was noted. This is no change of state that anything depends on, and so not in the audit. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @PreDestroy
    void write() {
        Map<String, Instant> batch = new HashMap<>(unwritten);
        if (!batch.isEmpty()) {
            jdbi.useHandle(handle -> Tokens.used(handle, batch));
            batch.forEach(unwritten::remove);
        }
    }
}
