package dev.gradus.platform.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token with its secret, which is shown this once.
 *
 * @param oldSecretUntil until when the secret that a rotation replaces is good; null where nothing was replaced
 */
public record IssuedToken(
        String id,
        String secret,
        String team,
        Scope scope,
        @Nullable Instant expiresAt,
        @Nullable Instant oldSecretUntil) {
    @Override
    public String toString() {
        return "token " + id;
    }
}
