package dev.gradus.platform.access;

import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import dev.gradus.platform.page.Page;
import dev.gradus.platform.page.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Jdbi;

/** The tokens of people and of machines. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class TokensResource {
    private static final long MOST_GRACE_SECONDS = 7 * 24 * 3600;

    private final Jdbi jdbi;
    private final Changes changes;
    private final Callers callers;
    private final KnownTokens known;

    TokensResource(Jdbi jdbi, Changes changes, Callers callers, KnownTokens known) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.callers = callers;
        this.known = known;
    }

    @GET
    @Operation(operationId = "listTokens", summary = "The good tokens: the caller's and the team's; for an admin all")
    public Page<Token> list(@Valid @BeanParam Paging paging) {
        Caller caller = callers.current();
        Optional<String> whose = caller.roles().contains(Role.ADMIN) ? Optional.empty() : Optional.of(caller.user());
        return Page.of(
                jdbi.withHandle(
                        handle -> Tokens.list(handle, whose, caller.team().name(), paging)),
                paging,
                Token::id);
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createToken", summary = "Make a token, for oneself or for a machine of the team")
    public IssuedToken create(@Valid @NotNull(message = "is missing") NewToken wanted) {
        return changes.make("token.create", change -> {
            TeamRef team = wanted.team() == null ? change.caller().team() : Teams.ref(change.handle(), wanted.team());
            TokenRights.of(change).requireCreate(wanted, team);
            IssuedToken made = Tokens.add(
                    change.handle(),
                    new Tokens.Making(
                            wanted.service()
                                    ? null
                                    : Users.id(change.handle(), change.caller().user()),
                            team,
                            wanted.name(),
                            wanted.scope(),
                            change.caller().user(),
                            Duration.ofDays(wanted.expiresInDays())));
            change.on("token/" + made.id())
                    .detail("name", wanted.name())
                    .detail("team", team.name())
                    .detail("scope", wanted.scope())
                    .detail("service", wanted.service());
            return made;
        });
    }

    @POST
    @Path("{id}/rotate")
    @Operation(
            operationId = "rotateToken",
            summary = "Give a token a new secret; the old one works for graceSeconds more")
    public IssuedToken rotate(
            @PathParam("id") String id,
            @QueryParam("graceSeconds")
                    @DefaultValue("3600")
                    @Min(value = 0, message = "is at least 0") @Max(value = MOST_GRACE_SECONDS, message = "is at most " + MOST_GRACE_SECONDS) long graceSeconds) {
        IssuedToken rotated = changes.make("token.rotate", change -> {
            Token token = lock(change, id);
            TokenRights.of(change).requireRotate(token);
            change.on("token/" + id).detail("graceSeconds", graceSeconds);
            return Tokens.rotate(change.handle(), token, Duration.ofSeconds(graceSeconds));
        });
        known.forget();
        return rotated;
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "revokeToken", summary = "End a token for good")
    public void revoke(@PathParam("id") String id) {
        changes.make("token.revoke", change -> {
            Token token = lock(change, id);
            TokenRights.of(change).requireRevoke(token);
            change.on("token/" + id).detail("name", token.name());
            Tokens.revoke(change.handle(), id);
            return id;
        });
        known.forget();
    }

    private static Token lock(Change change, String id) {
        return Tokens.lock(change.handle(), id).orElseThrow(() -> TokenRights.unknown(id));
    }
}
