package dev.gradus.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gradus.platform.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * One thing that was done or refused, before it is in the audit.
 *
 * <pre>{@code
 * new Entry(Actor.of(caller), origin, "experiment.create", "experiment/7", Outcome.DONE, Map.of("name", "rides"));
 * }</pre>
 *
 * @param actor who
 * @param origin from where
 * @param action {@code thing.verb}
 * @param subject what was acted upon, as {@code kind/id}
 * @param detail what else is worth knowing, never a secret
 */
public record Entry(
        Actor actor, Origin origin, String action, String subject, Outcome outcome, Map<String, Object> detail) {
    /** Longest text that a caller can bring into an entry. */
    static final int LONGEST = 500;

    /** Puts what {@link #bind} binds into the audit; the sealer chains it after the commit. */
    public static final String INSERT = """
            insert into audit_entry (epoch, actor, token, team, address, request, action, subject, outcome, detail)
            values ((select max(number) from audit_epoch), :actor, :token, :team, :address, :request,
                :action, :subject, :outcome, cast(:detail as json))
            """;

    /** ASCII only, so that no text of a caller, such as half a surrogate pair, is lost on its way into the database. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public Entry {
        action = plain(action);
        subject = plain(subject);
    }

    /** Who acted: user, id of the token, name of the team; all empty for a caller who showed no valid token. */
    public record Actor(String user, String token, String team) {
        static final Actor NOBODY = new Actor("", "", "");

        /** As the audit names a caller. */
        public static Actor of(Caller caller) {
            return new Actor(caller.user(), caller.token(), caller.team().name());
        }

        static Actor of(Optional<Caller> caller) {
            return caller.map(Actor::of).orElse(NOBODY);
        }
    }

    /** Puts entries into the audit within the handle's transaction. */
    static void insert(Handle handle, List<Entry> entries) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        entries.forEach(entry -> entry.bind(batch).add());
        batch.execute();
    }

    /** Binds this to a statement that ends with {@link #INSERT}. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("actor", actor.user)
                .bind("token", actor.token)
                .bind("team", actor.team)
                .bind("address", origin.address())
                .bind("request", origin.request())
                .bind("action", action)
                .bind("subject", subject)
                .bind("outcome", outcome.name())
                .bind("detail", json(detail));
    }

    /** What a caller sent, as far as it can be kept: bounded, and without what a terminal or a database would choke on. */
    private static String plain(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        StringBuilder kept = new StringBuilder(bounded.length());
        bounded.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String json(Map<String, Object> detail) {
        try {
            return JSON.writeValueAsString(detail);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the detail of an audit entry is not JSON: " + detail, notJson);
        }
    }
}
