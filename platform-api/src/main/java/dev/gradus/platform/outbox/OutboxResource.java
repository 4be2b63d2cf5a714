package dev.gradus.platform.outbox;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.gradus.platform.change.Changes;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;

/** What the outbox gave up, and another chance for it. */
@Path("/api/v1/outbox")
@RolesAllowed("admin")
public class OutboxResource {
    private static final int PAGE = 100;
    private static final String DEAD = """
            select id, topic, payload, tries, created_at, ended_at, failure from outbox
            where state = 'DEAD' and id > :after order by id limit :page
            """;
    private static final String RETRY = """
            update outbox set state = 'WAITING', tries = 0, due_at = now(), ended_at = null
            where id = :id and state = 'DEAD'
            """;

    private final Jdbi jdbi;
    private final Changes changes;
    private final Worker worker;

    OutboxResource(Jdbi jdbi, Changes changes, Worker worker) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.worker = worker;
    }

    /** A task that was given up. */
    public record Dead(
            long id,
            String topic,
            @JsonRawValue String payload,
            int tries,
            OffsetDateTime createdAt,
            OffsetDateTime endedAt,
            String failure) {}

    /** Up to 100 tasks that were given up, after the one with id {@code after}. */
    @GET
    @Path("dead")
    @Operation(operationId = "listDeadJobs")
    public List<Dead> dead(@QueryParam("after") @DefaultValue("0") long after) {
        return jdbi.withHandle(handle -> handle.createQuery(DEAD)
                .bind("after", after)
                .bind("page", PAGE)
                .map((row, context) -> new Dead(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("payload"),
                        row.getInt("tries"),
                        row.getObject("created_at", OffsetDateTime.class),
                        row.getObject("ended_at", OffsetDateTime.class),
                        row.getString("failure")))
                .list());
    }

    /** Lets a task that was given up be tried anew. */
    @POST
    @Path("{id}/retry")
    @Operation(operationId = "retryJob")
    public void retry(@PathParam("id") long id) {
        changes.make("outbox.retry", change -> {
            int found = change.on("outbox/" + id)
                    .handle()
                    .createUpdate(RETRY)
                    .bind("id", id)
                    .execute();
            if (found == 0) {
                throw new Problem(
                        ProblemCode.NOT_FOUND,
                        "no task \"" + id + "\" was given up",
                        "list those that were at \"/api/v1/outbox/dead\"");
            }
            return found;
        });
        worker.wake();
    }
}
