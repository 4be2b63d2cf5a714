package dev.gradus.platform.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * What the outbox does for one topic. It may be done again after it was done, when a server died before it could note so: a job
 * is idempotent by itself, or by the task's key.
 *
 * <pre>{@code
 * @ApplicationScoped
 * class DeleteFiles implements Job {
 *     public String topic() {
 *         return "artifacts.delete";
 *     }
 *
 *     public void run(Task task) throws IOException {
 *         files.delete(task.text("folder"));
 *     }
 * }
 * }</pre>
 */
public interface Job {
    /** The topic whose tasks this does. */
    String topic();

    /** Does one task; whatever it throws, the task is tried again later. */
    void run(Task task) throws Exception;

    /** How often this is due by itself, once over all replicas; empty for a job that only follows from changes. */
    default Optional<Duration> every() {
        return Optional.empty();
    }
}
