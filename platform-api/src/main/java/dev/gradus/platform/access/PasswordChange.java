package dev.gradus.platform.access;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A new password.
 *
 * @param current the one until now, which its owner must show and an admin need not
 */
public record PasswordChange(
        @Nullable String current,
        @NotNull(message = "is missing") @NewPassword String password) {
    @Override
    public String toString() {
        return "PasswordChange";
    }
}
