package dev.gradus.platform.access;

import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** On the first start makes the user {@code admin} and tells its token, once. */
@ApplicationScoped
public class FirstStart {
    private static final String ADMIN = "admin";

    private final Jdbi jdbi;
    private final Changes changes;

    FirstStart(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    void begin(@Observes StartupEvent event) {
        if (!jdbi.withHandle(Users::anyAdmin)) {
            changes.<Optional<String>, RuntimeException>makeAs(Changes.SERVER, "user.create", FirstStart::adminToken)
                    .ifPresent(FirstToken::tell);
        }
    }

    /** The token; none if another replica was faster. */
    private static Optional<String> adminToken(Change change) {
        change.on("user/" + ADMIN).detail("admin", true);
        TeamRef team = Teams.usual(change.handle(), ADMIN);
        return Users.add(change.handle(), ADMIN, true)
                .map(user -> new Tokens.Making(user, team, "first start", Scope.ADMIN, Changes.SERVER.user(), null))
                .map(making -> Tokens.add(change.handle(), making).secret());
    }
}
