package dev.gradus.platform.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param user whose it is; null for a service token, which belongs to the team alone
 * @param createdBy who made it
 * @param lastUsedAt within some seconds; null for one that was never used
 */
public record Token(
        String id,
        String name,
        @Nullable String user,
        String team,
        Scope scope,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
