package dev.gradus.platform.access;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an admin sets of a person; what is left out becomes empty or false. */
public record UserChange(
        boolean admin,

        @Size(max = 20, message = "has at most 20 entries") List<
                        @NotBlank(message = "is empty") @Email(message = "is no e-mail address") @Size(max = 254, message = "has at most 254 characters") String>
                emails,

        @Size(max = 20, message = "has at most 20 entries") List<@NotBlank(message = "is empty") @Size(max = 253, message = "has at most 253 characters") String>
                kubernetesNames,

        @Size(min = 1, max = 255, message = "has 1 to 255 characters") @Nullable String oidcSubject,

        boolean disabled) {
    public UserChange {
        emails = emails == null ? List.of() : emails;
        kubernetesNames = kubernetesNames == null ? List.of() : kubernetesNames;
    }

    /** The e-mails as they are compared: without regard to case. */
    List<String> comparableEmails() {
        return emails.stream()
                .map(email -> email.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
