package dev.gradus.platform.access;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Jdbi;

/** Turns a password into a token. Whether the name or the password was wrong can be told neither from the answer nor from its time. */
@Path("/api/v1/login")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class LoginResource {
    private static final int DAYS = 30;

    private final Jdbi jdbi;
    private final Changes changes;
    private final Passwords passwords;
    private final FailureLimit failures;

    LoginResource(Jdbi jdbi, Changes changes, Passwords passwords, FailureLimit failures) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.passwords = passwords;
        this.failures = failures;
    }

    @POST
    @ResponseStatus(201)
    @SecurityRequirements
    @Operation(operationId = "login", summary = "Make a token that may do all that the person may")
    public IssuedToken login(@Valid @NotNull(message = "is missing") Login login, @Context HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        failures.require(address);
        Optional<String> kept = jdbi.withHandle(handle -> Users.passwordHash(handle, login.user()));
        if (!passwords.matches(login.password(), kept)) {
            throw new Problem(
                    ProblemCode.UNAUTHENTICATED,
                    "the user or the password is wrong",
                    "check both; an admin can set a new password");
        }
        failures.forgive(address);
        return token(login);
    }

    private IssuedToken token(Login login) {
        TeamRef team = jdbi.withHandle(
                handle -> login.team() == null ? Teams.usual(handle, login.user()) : Teams.ref(handle, login.team()));
        Caller person = new Caller(login.user(), team, Set.of(Role.VIEWER), "");
        int days = Optional.ofNullable(login.expiresInDays()).orElse(DAYS);
        return changes.makeAs(person, "login", change -> {
            IssuedToken made = Tokens.add(
                    change.handle(),
                    new Tokens.Making(
                            Users.id(change.handle(), login.user()),
                            team,
                            Optional.ofNullable(login.tokenName()).orElse("login"),
                            Scope.ADMIN,
                            login.user(),
                            Duration.ofDays(days)));
            change.on("token/" + made.id()).detail("expiresInDays", days);
            return made;
        });
    }
}
