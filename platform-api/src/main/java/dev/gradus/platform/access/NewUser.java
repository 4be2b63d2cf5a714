package dev.gradus.platform.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person to be known.
 *
 * @param password null for one who logs in at the identity provider, or gets a password later
 */
public record NewUser(
        @NotNull(message = "is missing") @Pattern(regexp = Names.USER, message = Names.USER_MESSAGE) String name,

        @NewPassword @Nullable String password,
        boolean admin) {
    @Override
    public String toString() {
        return "new user " + name;
    }
}
