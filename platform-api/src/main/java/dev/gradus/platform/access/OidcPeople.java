package dev.gradus.platform.access;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Turns a token of the identity provider, which was found to be good, into the caller that it stands for. */
@ApplicationScoped
public class OidcPeople {
    private final OidcSettings settings;
    private final Jdbi jdbi;
    private final Changes changes;

    OidcPeople(OidcSettings settings, Jdbi jdbi, Changes changes) {
        this.settings = settings;
        this.jdbi = jdbi;
        this.changes = changes;
    }

    /** A mapping that means nothing stops the start, not somebody's request. */
    void check(@Observes StartupEvent event) {
        Grants.check(settings.groups().orElse(List.of()));
    }

    /** Whether an identity provider is set. */
    boolean areKnown() {
        return settings.url().isPresent();
    }

    /** The caller; {@code team} is the one that the request names. A person on first sight is made known, as a viewer. */
    Caller caller(JsonWebToken token, Optional<String> team) {
        String name = find(token.getSubject()).orElseGet(() -> add(token));
        Grants grants = Grants.of(groups(token), settings.groups().orElse(List.of()));
        return jdbi.withHandle(handle -> caller(handle, name, grants, team.or(grants::onlyTeam)));
    }

    private static Caller caller(Handle handle, String name, Grants grants, Optional<String> team) {
        User user = Users.get(handle, name);
        if (user.disabled()) {
            throw new Problem(ProblemCode.UNAUTHENTICATED, "\"" + name + "\" is disabled", "ask an admin");
        }
        TeamRef ref = team.map(named -> Teams.ref(handle, named)).orElseGet(() -> Teams.usual(handle, name));
        Optional<TeamRole> inTeam = Stream.of(grants.inTeam(ref.name()), Teams.role(handle, ref.id(), name))
                .flatMap(Optional::stream)
                .reduce(Grants::higher);
        Set<Role> roles = Roles.ofPerson(user.admin() || grants.admin(), inTeam);
        return new Caller(name, ref, roles, Caller.OIDC + name);
    }

    private Optional<String> find(String subject) {
        return jdbi.withHandle(handle -> Users.nameOfSubject(handle, subject));
    }

    /** Somebody else may have the name here: it is not given to who shows up with it. */
    private String add(JsonWebToken token) {
        String name =
                String.valueOf(token.<Object>getClaim(settings.userClaim())).toLowerCase(Locale.ROOT);
        if (!name.matches(Names.USER)) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "\"" + name + "\", the token's " + settings.userClaim() + ", can be no user's name: it "
                            + Names.USER_MESSAGE,
                    "let whoever runs the server name another claim by GRADUS_OIDC_USER_CLAIM");
        }
        return changes.makeAs(Changes.SERVER, "user.create", change -> {
            change.on("user/" + name).detail("oidcSubject", token.getSubject());
            long user = Users.add(change.handle(), name, false).orElseThrow(() -> taken(name));
            Users.setSubject(change.handle(), user, token.getSubject());
            return name;
        });
    }

    private Collection<String> groups(JsonWebToken token) {
        Object groups = token.getClaim(settings.groupsClaim());
        return groups instanceof Collection<?> many
                ? many.stream().map(OidcPeople::text).toList()
                : Optional.ofNullable(groups)
                        .map(OidcPeople::text)
                        .map(List::of)
                        .orElseGet(List::of);
    }

    /** Some claims arrive as JSON, in which a text is quoted. */
    private static String text(Object claim) {
        return claim instanceof JsonString json ? json.getString() : claim.toString();
    }

    private static Problem taken(String name) {
        return new Problem(
                ProblemCode.FORBIDDEN,
                "a user of this server is named \"" + name + "\" already",
                "let an admin record your \"sub\" as that user's oidcSubject, if it is you");
    }
}
