package dev.gradus.platform.imports;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.access.Role;
import dev.gradus.platform.access.TeamRef;
import dev.gradus.platform.change.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;

/** The imports in the database. */
@ApplicationScoped
class Imports {
    private final Jdbi jdbi;
    private final Changes changes;

    Imports(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    /** Begins an import, which a job does. */
    UUID begin(String url, Optional<String> token, List<String> experiments) {
        return changes.make("import.begin", change -> {
            UUID id = UUID.randomUUID();
            Caller caller = change.caller();
            change.handle()
                    .createUpdate("""
                            insert into import (id, team_id, asked_by, roles, source, token, experiments)
                            values (:id, :team, :user, :roles, :source, :token, :experiments)
                            """)
                    .bind("id", id)
                    .bind("team", caller.team().id())
                    .bind("user", caller.user())
                    .bindArray(
                            "roles",
                            String.class,
                            caller.roles().stream().map(Role::name).toList())
                    .bind("source", url)
                    .bind("token", token)
                    .bindArray("experiments", String.class, experiments)
                    .execute();
            change.on("import/" + id).detail("source", url).detail("experiments", experiments);
            change.then(ImportJob.TOPIC, Map.of("import", id.toString()));
            return id;
        });
    }

    /** What is asked for; empty when it has ended. */
    Optional<Asked> running(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.*, t.name as team from import i join team t on t.id = i.team_id
                        where i.id = :id and i.state = 'RUNNING'
                        """)
                .bind("id", id)
                .map((row, context) -> asked(row))
                .findOne());
    }

    /** Ends an import and forgets its token. */
    void end(UUID id, Optional<String> failure) {
        changes.make("import.end", change -> {
            change.on("import/" + id).detail("state", failure.isPresent() ? "FAILED" : "DONE");
            return change.handle()
                    .createUpdate("""
                            update import set state = :state, failure = :failure, token = null, step = '', ended_at = now()
                            where id = :id
                            """)
                    .bind("id", id)
                    .bind("state", failure.isPresent() ? "FAILED" : "DONE")
                    .bind("failure", failure)
                    .execute();
        });
    }

    /** How far an import has come. */
    Optional<ImportState> state(UUID id) {
        Map<String, Long> done = jdbi.withHandle(handle -> handle.createQuery("""
                        select m.kind, count(*) as count from imported m join import i
                            on i.team_id = m.team_id and i.source = m.source
                        where i.id = :id and m.complete group by m.kind
                        """)
                .bind("id", id)
                .setMapKeyColumn("kind")
                .setMapValueColumn("count")
                .collectInto(new GenericType<Map<String, Long>>() {}));
        return jdbi.withHandle(handle -> handle.createQuery("select * from import where id = :id")
                .bind("id", id)
                .map((row, context) -> state(row, done))
                .findOne());
    }

    private static Asked asked(ResultSet row) throws SQLException {
        Set<Role> roles = Stream.of((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        TeamRef team = new TeamRef(row.getLong("team_id"), row.getString("team"));
        return new Asked(
                row.getObject("id", UUID.class),
                new Caller(row.getString("asked_by"), team, roles, ""),
                row.getString("source"),
                Optional.ofNullable(row.getString("token")),
                List.of((String[]) row.getArray("experiments").getArray()));
    }

    private static ImportState state(ResultSet row, Map<String, Long> done) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new ImportState(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("state"),
                row.getString("step"),
                done,
                row.getString("failure"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    /** An import that is to be done. */
    record Asked(UUID id, Caller caller, String url, Optional<String> token, List<String> experiments) {}
}
