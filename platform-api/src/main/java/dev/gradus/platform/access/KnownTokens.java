package dev.gradus.platform.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who each token stands for. A token is shown with every request, so what the database says of it is believed for up to two seconds;
 * what this replica changes itself is seen with the next request.
 */
@ApplicationScoped
public class KnownTokens {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final int MOST = 50_000;

    /** Part of every key: raising it makes all that was looked up before count for nothing, even a look-up under way. */
    private final AtomicLong generation = new AtomicLong();

    private final LoadingCache<Key, Caller> callers;

    KnownTokens(Jdbi jdbi, ManagedExecutor executor) {
        // Only a token that is good is kept; others would let anybody fill the cache.
        callers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(BELIEVED)
                .executor(executor)
                .build(key -> jdbi.withHandle(handle -> find(handle, key)));
    }

    /** What is believed of the token without a look at the database. */
    Optional<Caller> believed(String secret) {
        return Optional.ofNullable(callers.getIfPresent(key(secret)));
    }

    /** The caller that the token stands for; empty for one that is unknown, expired or revoked. */
    Optional<Caller> find(String secret) {
        return Optional.ofNullable(callers.get(key(secret)));
    }

    /** The caller that a token of another issuer, known to be good, stands for when it is shown for a team. */
    Caller find(String token, String team, Supplier<Caller> caller) {
        return callers.get(key(token + ' ' + team), key -> caller.get());
    }

    /** Asks the database again for every token, as after a change of access. */
    void forget() {
        generation.incrementAndGet();
    }

    private static @Nullable Caller find(Handle handle, Key key) {
        return Tokens.find(handle, key.hash().array()).orElse(null);
    }

    private Key key(String secret) {
        return new Key(generation.get(), ByteBuffer.wrap(Secrets.hash(secret)));
    }

    private record Key(long generation, ByteBuffer hash) {}
}
