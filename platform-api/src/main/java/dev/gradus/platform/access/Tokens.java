package dev.gradus.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tokens as they are kept: 256 random bits of which the database holds the SHA-256 only. */
@ApplicationScoped
public class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FIND = """
            select t.id, u.name as user_name, m.id as team_id, m.name as team_name, t.roles
            from token t join app_user u on u.id = t.user_id join team m on m.id = t.team_id
            where t.hash = :hash and (t.expires_at is null or t.expires_at > now())
            """;

    private final Jdbi jdbi;

    Tokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The caller that a token stands for; empty for one that is unknown or expired. */
    public Optional<Caller> find(String secret) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("hash", hash(secret))
                .map((row, context) -> caller(row))
                .findOne());
    }

    /** Makes a token for a user in a team; its secret, which is shown this once. */
    static String create(Handle handle, long user, long team, Set<Role> roles) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String secret = "gradus_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        handle.createUpdate("insert into token (user_id, team_id, hash, roles) values (:user, :team, :hash, :roles)")
                .bind("user", user)
                .bind("team", team)
                .bind("hash", hash(secret))
                .bindArray("roles", String.class, roles.stream().map(Role::name).toList())
                .execute();
        return secret;
    }

    private static Caller caller(ResultSet row) throws SQLException {
        Set<Role> roles = Stream.of((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        TeamRef team = new TeamRef(row.getLong("team_id"), row.getString("team_name"));
        return new Caller(row.getString("user_name"), team, roles, Long.toString(row.getLong("id")));
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
