package dev.gradus.platform.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Passwords by Argon2id. Each check takes its time and {@value #MEMORY_KIB} KiB on purpose, so few run at once. */
@ApplicationScoped
public class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MOST_AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Argon2Function function = Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, HASH_BYTES, Argon2.ID);
    private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
    /** Checked for a user who is not there, so that the answer takes as long as for one who is. */
    private final String nobody = hash(Secrets.next());

    /** The hash to keep, with its salt and its cost in it. */
    public String hash(String password) {
        return inTurn(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult());
    }

    /** Whether the password is the one whose hash was kept; where none was kept it never is. */
    public boolean matches(String password, Optional<String> kept) {
        String hash = kept.orElse(nobody);
        boolean same = inTurn(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
        return same && kept.isPresent();
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(
                        ProblemCode.UNAVAILABLE, "too many passwords are being checked", "try again in a minute");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
