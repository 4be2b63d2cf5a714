package dev.gradus.platform.access;

import dev.gradus.platform.page.Paging;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The tokens in the database. */
final class Tokens {
    private static final String SELECT = """
            select t.public_id as id, t.name, u.name as "user", m.name as team, t.scope, t.created_by, t.created_at,
                   t.expires_at, t.last_used_at, t.revoked_at
            from token t join team m on m.id = t.team_id left join app_user u on u.id = t.user_id
            """;
    private static final String FIND = """
            select t.public_id, t.name as token_name, t.scope, t.team_id, m.name as team_name, u.name as user_name,
                   u.admin, tm.role as team_role
            from token_secret s join token t on t.id = s.token_id join team m on m.id = t.team_id
            left join app_user u on u.id = t.user_id
            left join team_member tm on tm.team_id = t.team_id and tm.user_id = t.user_id
            where s.hash = :hash and t.revoked_at is null and not coalesce(u.disabled, false)
              and coalesce(t.expires_at > now(), true) and coalesce(s.valid_until > now(), true)
            """;

    private Tokens() {}

    /**
     * What a token is made of.
     *
     * @param user null for a service token
     * @param life null for one that does not expire
     */
    record Making(
            @Nullable Long user,
            TeamRef team,
            String name,
            Scope scope,
            String by,
            @Nullable Duration life) {}

    /** The caller that a token stands for; empty for one that is unknown, expired or revoked. */
    static Optional<Caller> find(Handle handle, byte[] hash) {
        return handle.createQuery(FIND)
                .bind("hash", hash)
                .map(ConstructorMapper.of(Found.class))
                .findOne()
                .map(Found::caller);
    }

    /** Makes a token. */
    static IssuedToken add(Handle handle, Making making) {
        String id = Secrets.nextId();
        Instant expires =
                making.life() == null ? null : Instant.now().plus(making.life()).truncatedTo(ChronoUnit.SECONDS);
        handle.createUpdate("""
                        insert into token (public_id, user_id, team_id, name, scope, created_by, expires_at)
                        values (:id, :user, :team, :name, :scope, :by, :expires)
                        """)
                .bind("id", id)
                .bind("user", making.user())
                .bind("team", making.team().id())
                .bind("name", making.name())
                .bind("scope", making.scope())
                .bind("by", making.by())
                .bind("expires", expires)
                .execute();
        return new IssuedToken(id, addSecret(handle, id), making.team().name(), making.scope(), expires, null);
    }

    /** Gives a token a new secret; those until now are good for {@code grace} more. */
    static IssuedToken rotate(Handle handle, Token token, Duration grace) {
        Instant until = Instant.now().plus(grace).truncatedTo(ChronoUnit.SECONDS);
        handle.createUpdate("""
                        update token_secret set valid_until = least(valid_until, :until)
                        where token_id = (select id from token where public_id = :id)
                        """).bind("until", until).bind("id", token.id()).execute();
        String secret = addSecret(handle, token.id());
        return new IssuedToken(token.id(), secret, token.team(), token.scope(), token.expiresAt(), until);
    }

    static void revoke(Handle handle, String id) {
        handle.createUpdate("update token set revoked_at = now() where public_id = :id")
                .bind("id", id)
                .execute();
    }

    /** The token with this public id. */
    static Optional<Token> get(Handle handle, String id) {
        return get(handle, id, "");
    }

    /** The token with this public id, held against changes by others until the transaction ends. */
    static Optional<Token> lock(Handle handle, String id) {
        return get(handle, id, " for update of t");
    }

    private static Optional<Token> get(Handle handle, String id, String locking) {
        return handle.createQuery(SELECT + "where t.public_id = :id" + locking)
                .bind("id", id)
                .map(ConstructorMapper.of(Token.class))
                .findOne();
    }

    /** The tokens that are good; where a user is named, that user's and the service tokens of the team that is named. */
    static List<Token> list(Handle handle, Optional<String> user, String team, Paging paging) {
        return handle.createQuery(SELECT + """
                        where t.revoked_at is null and coalesce(t.expires_at > now(), true) and t.public_id > :after
                          and (cast(:user as text) is null or u.name = :user or (t.user_id is null and m.name = :team))
                        order by t.public_id limit :rows
                        """)
                .bind("after", paging.after())
                .bind("user", user)
                .bind("team", team)
                .bind("rows", paging.rows())
                .map(ConstructorMapper.of(Token.class))
                .list();
    }

    /** Notes when tokens were last used. */
    static void used(Handle handle, Map<String, Instant> used) {
        List<Map.Entry<String, Instant>> entries = List.copyOf(used.entrySet());
        handle.createUpdate("""
                        update token t set last_used_at = greatest(t.last_used_at, v.at)
                        from unnest(:ids, :times) as v(id, at) where t.public_id = v.id
                        """)
                .bindArray(
                        "ids",
                        String.class,
                        entries.stream().map(Map.Entry::getKey).toList())
                .bindArray(
                        "times",
                        Instant.class,
                        entries.stream().map(Map.Entry::getValue).toList())
                .execute();
    }

    private static String addSecret(Handle handle, String id) {
        String secret = Secrets.next();
        handle.createUpdate("""
                        insert into token_secret (hash, token_id) select :hash, id from token where public_id = :id
                        """)
                .bind("hash", Secrets.hash(secret))
                .bind("id", id)
                .execute();
        return secret;
    }

    /** A row of {@link #FIND}. */
    record Found(
            String publicId,
            String tokenName,
            Scope scope,
            long teamId,
            String teamName,
            @Nullable String userName,
            boolean admin,
            @Nullable TeamRole teamRole) {
        Caller caller() {
            TeamRef team = new TeamRef(teamId, teamName);
            return userName == null
                    ? new Caller(Caller.SERVICE + tokenName, team, scope.of(Roles.OF_A_SERVICE), publicId)
                    : new Caller(
                            userName, team, scope.of(Roles.ofPerson(admin, Optional.ofNullable(teamRole))), publicId);
        }
    }
}
