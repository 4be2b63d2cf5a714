package dev.gradus.platform.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person. Everybody may read; who may do more is an admin, or a member of a team.
 *
 * @param emails under which the person commits
 * @param kubernetesNames under which a cluster knows the person
 * @param oidcSubject the identity provider's {@code sub} of the person; null for one who logs in here
 * @param disabled whether every token and login of the person is refused
 */
public record User(
        String name,
        boolean admin,
        List<String> emails,
        List<String> kubernetesNames,
        @Nullable String oidcSubject,
        boolean hasPassword,
        boolean disabled,
        Instant createdAt) {
    public User {
        emails = List.copyOf(emails);
        kubernetesNames = List.copyOf(kubernetesNames);
    }
}
