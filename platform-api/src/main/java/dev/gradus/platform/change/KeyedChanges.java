package dev.gradus.platform.change;

import dev.gradus.platform.audit.Requests;
import dev.gradus.platform.outbox.Job;
import dev.gradus.platform.outbox.Task;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What was asked for under a key within the last day, and what was answered; the key is taken by the change's own transaction. */
@ApplicationScoped
class KeyedChanges implements Job {
    private static final String KEY = "gradus.keyed-request";

    private static final String FIND =
            "select request = :request as same, status, answer from keyed_change where key = :key";

    private final Jdbi jdbi;
    private final Requests requests;

    KeyedChanges(Jdbi jdbi, Requests requests) {
        this.jdbi = jdbi;
        this.requests = requests;
    }

    /** An answer as it was given. */
    record Answer(int status, String body) {}

    private record Kept(boolean same, int status, @Nullable String answer) {}

    /** The answer that the same request got before; none when it is new, which is then remembered for {@link #claim}. */
    Optional<Answer> begin(KeyedRequest request) {
        Optional<Kept> kept = jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("key", request.key())
                .bind("request", request.request())
                .map((row, context) -> new Kept(row.getBoolean("same"), row.getInt("status"), row.getString("answer")))
                .findOne());
        if (kept.isEmpty()) {
            requests.put(KEY, request);
            return Optional.empty();
        }
        return kept.map(before -> answer(request, before));
    }

    private static Answer answer(KeyedRequest request, Kept kept) {
        if (!kept.same) {
            throw new Problem(
                    ProblemCode.INVALID,
                    "the \"Idempotency-Key\" was used for another request",
                    "take a new key for each request, and the same one only to repeat it");
        }
        String answer = kept.answer;
        if (answer == null) {
            throw taken();
        }
        return new Answer(kept.status, request.decrypt(answer));
    }

    /** Takes the key of this thread's request, if it has one, once for all changes that the request makes. */
    void claim(Handle handle) {
        Optional<KeyedRequest> request = requests.<KeyedRequest>get(KEY).filter(one -> !one.claimed());
        if (request.isEmpty()) {
            return;
        }
        int free = handle.createUpdate(
                        "insert into keyed_change (key, request) values (:key, :request) on conflict do nothing")
                .bind("key", request.get().key())
                .bind("request", request.get().request())
                .execute();
        if (free == 0) {
            throw taken();
        }
        request.get().claim();
    }

    /** Keeps the answer to this thread's request, if its change was made under a key. */
    void keep(Answer answer) {
        requests.<KeyedRequest>get(KEY)
                .filter(KeyedRequest::claimed)
                .ifPresent(request -> jdbi.useHandle(handle -> handle.createUpdate(
                                "update keyed_change set status = :status, answer = :answer where key = :key")
                        .bind("status", answer.status)
                        .bind("answer", request.encrypt(answer.body))
                        .bind("key", request.key())
                        .execute()));
    }

    boolean keeps() {
        return requests.<KeyedRequest>get(KEY).filter(KeyedRequest::claimed).isPresent();
    }

    @Override
    public String topic() {
        return "keyed-change.clean";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofHours(1));
    }

    @Override
    public void run(Task task) {
        jdbi.useHandle(
                handle -> handle.execute("delete from keyed_change where created_at < now() - interval '24 hours'"));
    }

    private static Problem taken() {
        return new Problem(
                ProblemCode.CONFLICT,
                "the same request is being made, or was made and its answer was lost",
                "look whether it was done before you ask under another \"Idempotency-Key\"");
    }
}
