package dev.gradus.platform.access;

import dev.gradus.platform.change.Change;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import java.util.Optional;

/**
 * What a caller may do with tokens: never get at more than the token that is shown allows.
 *
 * @param scope of the token that is shown; the widest for one who comes by the identity provider
 */
record TokenRights(Caller caller, Scope scope) {
    static TokenRights of(Change change) {
        Optional<Token> shown = Tokens.get(change.handle(), change.caller().token());
        return new TokenRights(change.caller(), shown.map(Token::scope).orElse(Scope.ADMIN));
    }

    void requireCreate(NewToken wanted, TeamRef team) {
        if (!caller.isPerson()) {
            throw refused("a service token makes no tokens", "log in as a person of the team");
        }
        if (scope == Scope.READ || wanted.scope().compareTo(scope) > 0) {
            throw refused(
                    "a token of scope " + scope + " makes none of scope " + wanted.scope(),
                    "log in, or show a token of wider scope");
        }
        if (wanted.service() && !caller.mayWrite(team.id())) {
            throw refused(
                    "\"" + caller.user() + "\" may not write for the team \"" + team.name() + "\" with this token",
                    "let a member of the team make it");
        }
        if (wanted.service() && wanted.scope().compareTo(Scope.WRITE) > 0) {
            throw refused("a service token has no scope " + wanted.scope(), "take READ or WRITE");
        }
    }

    /** A rotation hands out a secret: it is for who holds the token, its owner, or its team. */
    void requireRotate(Token token) {
        boolean mine = token.user() == null ? isOfMyTeam(token) : token.user().equals(caller.user());
        if (!isShown(token) && !(mine && isWideEnough(token))) {
            throw notYours(token);
        }
        if (token.revokedAt() != null) {
            throw new Problem(ProblemCode.CONFLICT, "the token \"" + token.id() + "\" is revoked", "make another one");
        }
    }

    void requireRevoke(Token token) {
        boolean mine = token.user() == null ? isOfMyTeam(token) : token.user().equals(caller.user());
        boolean admin = caller.roles().contains(Role.ADMIN);
        if (!isShown(token) && !admin && !(mine && isWideEnough(token))) {
            throw notYours(token);
        }
    }

    static Problem unknown(String id) {
        return new Problem(
                ProblemCode.NOT_FOUND,
                "no token has the id \"" + id + "\"",
                "GET /api/v1/tokens lists yours; a token's id is not its secret");
    }

    private boolean isShown(Token token) {
        return token.id().equals(caller.token());
    }

    private boolean isWideEnough(Token token) {
        return scope != Scope.READ && token.scope().compareTo(scope) <= 0;
    }

    private boolean isOfMyTeam(Token token) {
        return caller.roles().contains(Role.ADMIN)
                || (caller.roles().contains(Role.MEMBER)
                        && token.team().equals(caller.team().name()));
    }

    private static Problem notYours(Token token) {
        return refused(
                "the token \"" + token.id() + "\" is not yours, or of a wider scope than the one you show",
                "let its owner do it, or an admin revoke it");
    }

    private static Problem refused(String detail, String remedy) {
        return new Problem(ProblemCode.FORBIDDEN, detail, remedy);
    }
}
