package dev.gradus.platform.access;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param team for which it acts; by default the caller's
 * @param service whether it belongs to the team, and so outlives whoever makes it
 */
public record NewToken(
        @NotNull(message = "is missing") @Pattern(regexp = Names.TOKEN, message = Names.TOKEN_MESSAGE) String name,

        @NotNull(message = "is missing; READ, WRITE, APPROVE or ADMIN") Scope scope,

        @Nullable String team,
        boolean service,

        @NotNull(message = "is missing") @Min(value = 1, message = "is at least 1") @Max(value = 366, message = "is at most 366") Integer expiresInDays) {}
