package dev.gradus.platform.access;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Lets in who shows a token, and answers everybody else. */
@ApplicationScoped
public class TokenMechanism implements HttpAuthenticationMechanism {
    /** Before the identity provider's own mechanism, which is asked from here. */
    private static final int FIRST = 10_000;

    /** Names the team for which a person of the identity provider is at work. */
    private static final String TEAM = "Gradus-Team";

    private static final Duration UNTIL_PROVIDER_IS_BACK = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(TokenMechanism.class);

    /** Where a request keeps why it was refused. */
    private static final String WHY = TokenMechanism.class.getName();

    private final KnownTokens known;
    private final FailureLimit failures;
    private final RequestLimit requests;
    private final LastUse lastUse;
    private final Refusals refusals;
    private final OidcAuthenticationMechanism oidc;
    private final OidcPeople people;
    private final BlockingSecurityExecutor executor;

    TokenMechanism(
            KnownTokens known,
            FailureLimit failures,
            RequestLimit requests,
            LastUse lastUse,
            Refusals refusals,
            OidcAuthenticationMechanism oidc,
            OidcPeople people,
            BlockingSecurityExecutor executor) {
        this.known = known;
        this.failures = failures;
        this.requests = requests;
        this.lastUse = lastUse;
        this.refusals = refusals;
        this.oidc = oidc;
        this.people = people;
        this.executor = executor;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Optional<String> shown = ShownToken.in(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (shown.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        String token = shown.get();
        Optional<Caller> believed = known.believed(token);
        if (believed.isPresent()) {
            lastUse.note(believed.get());
            return letIn(context, believed.get());
        }
        // What follows reads the request, which only its own event loop may do.
        Context loop = context.vertx().getOrCreateContext();
        Uni<SecurityIdentity> found = token.startsWith(Secrets.PREFIX) || !people.areKnown()
                ? letInHolder(context, token)
                : letInPerson(context, token, oidc.authenticate(context, providers));
        return found.emitOn(next -> loop.runOnContext(ignored -> next.run()));
    }

    private Uni<SecurityIdentity> letInHolder(RoutingContext context, String token) {
        return executor.executeBlocking(() -> known.find(token)).flatMap(found -> {
            found.ifPresent(lastUse::note);
            return found.map(caller -> letIn(context, caller)).orElseGet(() -> refuse(context, unknown()));
        });
    }

    /** Lets in who shows a token that the identity provider signed. */
    private Uni<SecurityIdentity> letInPerson(RoutingContext context, String token, Uni<SecurityIdentity> identity) {
        Optional<String> team = Optional.ofNullable(context.request().getHeader(TEAM));
        return identity.flatMap(good -> good != null && good.getPrincipal() instanceof JsonWebToken claims
                        ? executor.executeBlocking(() -> person(token, claims, team))
                        : Uni.createFrom().failure(unknown()))
                .onItemOrFailure()
                .transformToUni((caller, failure) ->
                        caller == null ? refuse(context, problem(failure)) : letIn(context, caller));
    }

    /** Why somebody of the identity provider is not let in. */
    private static Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            if (cause instanceof AuthenticationFailedException) {
                return unknown();
            }
        }
        LOG.warnf(failure, "the identity provider does not answer as it should");
        return Problem.passing(
                ProblemCode.UNAVAILABLE, "the identity provider does not answer as it should", UNTIL_PROVIDER_IS_BACK);
    }

    private Caller person(String token, JsonWebToken claims, Optional<String> team) {
        return known.find(token, team.orElse(""), () -> people.caller(claims, team));
    }

    private Uni<SecurityIdentity> letIn(RoutingContext context, Caller caller) {
        return requests.count(caller).map(tooMany -> refuse(context, tooMany)).orElseGet(() -> Uni.createFrom()
                .item(identity(caller)));
    }

    private static SecurityIdentity identity(Caller caller) {
        Set<String> roles = caller.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(caller)
                .addRoles(roles)
                .build();
    }

    private Uni<SecurityIdentity> refuse(RoutingContext context, Problem why) {
        Problem told = counted(context, why);
        context.put(WHY, told);
        return Uni.createFrom().failure(new AuthenticationFailedException(told));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        refusals.write(context, Optional.<Problem>ofNullable(context.get(WHY)).orElseGet(TokenMechanism::noToken));
        return Uni.createFrom().item(true);
    }

    /** A wrong token counts against the address it came from. */
    private Problem counted(RoutingContext context, Problem why) {
        try {
            if (why.code() == ProblemCode.UNAUTHENTICATED) {
                failures.require(context.request().remoteAddress().hostAddress());
            }
            return why;
        } catch (Problem tooMany) {
            return tooMany;
        }
    }

    @Override
    public int getPriority() {
        return FIRST;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"gradus\""));
    }

    private static Problem noToken() {
        return new Problem(
                ProblemCode.UNAUTHENTICATED,
                "the request shows no token",
                "send \"Authorization: Bearer TOKEN\"; \"gradus login\" gets one");
    }

    private static Problem unknown() {
        return new Problem(
                ProblemCode.UNAUTHENTICATED,
                "the token is unknown, expired or revoked",
                "log in again, or ask whoever gave it to you for another");
    }
}
