package dev.gradus.platform.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** On the first start makes the user {@code admin} and prints its token, once. */
@ApplicationScoped
public class FirstStart {
    private final Jdbi jdbi;

    FirstStart(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void begin(@Observes StartupEvent event) {
        jdbi.inTransaction(FirstStart::adminToken).ifPresent(FirstToken::tell);
    }

    private static Optional<String> adminToken(Handle handle) {
        Optional<Long> admin = handle.createQuery(
                        "insert into app_user (name) values ('admin') on conflict do nothing returning id")
                .mapTo(Long.class)
                .findOne();
        return admin.map(user -> Tokens.create(handle, user, 1, EnumSet.allOf(Role.class)));
    }
}
