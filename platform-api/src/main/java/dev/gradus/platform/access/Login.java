package dev.gradus.platform.access;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A password that is to become a token.
 *
 * @param team for which the token acts; by default the one team that the person is of, else {@code default}
 * @param tokenName by default {@code login}
 */
public record Login(
        @NotNull(message = "is missing") @Size(max = 128, message = "has at most 128 characters") String user,

        @NotNull(message = "is missing") @Size(max = 256, message = "has at most 256 characters") String password,

        @Nullable String team,

        @Pattern(regexp = Names.TOKEN, message = Names.TOKEN_MESSAGE) @Nullable String tokenName,

        @Min(value = 1, message = "is at least 1") @Max(value = 90, message = "is at most 90") @Nullable Integer expiresInDays) {
    @Override
    public String toString() {
        return "login of " + user;
    }
}
