package dev.gradus.platform.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gradus.platform.access.Caller;
import dev.gradus.platform.access.Callers;
import dev.gradus.platform.access.Role;
import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Who is told of a team's changes. */
@Path("/api/v1/webhooks")
@Authenticated
public class WebhookResource {
    private static final String INSERT = """
            insert into webhook (team_id, url, events, secret) values (:team, :url, :events, :secret) returning
            """ + " " + Webhook.COLUMNS;
    private static final String LIST =
            "select " + Webhook.COLUMNS + " from webhook where :all or team_id = :team order by id";
    private static final String FIND = "select " + Webhook.COLUMNS + " from webhook where id = :id for update";

    private final Jdbi jdbi;
    private final Changes changes;
    private final Callers callers;
    private final Targets targets;

    WebhookResource(Jdbi jdbi, Changes changes, Callers callers, Targets targets) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.callers = callers;
        this.targets = targets;
    }

    /**
     * What is asked for.
     *
     * @param url {@code https://…} or {@code mailto:…}
     * @param events actions as the audit names them, such as {@code model-version.create}
     * @param everyTeam changes of all teams, which only an admin may ask for
     */
    public record Wanted(@Nullable String url, @Nullable List<String> events, boolean everyTeam) {}

    /**
     * A webhook as it is shown.
     *
     * @param secret only in the answer that made it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(
            long id,
            URI url,
            List<String> events,
            boolean everyTeam,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime failingSince,
            @Nullable OffsetDateTime disabledAt,
            @Nullable String secret) {
        static Shown of(Webhook webhook, @Nullable String secret) {
            return new Shown(
                    webhook.id(),
                    webhook.url(),
                    webhook.events(),
                    webhook.team() == null,
                    webhook.createdAt(),
                    webhook.failingSince(),
                    webhook.disabledAt(),
                    secret);
        }
    }

    /** Makes a webhook; its secret is shown this once. */
    @POST
    @Operation(operationId = "createWebhook")
    public RestResponse<Shown> create(Wanted wanted) {
        URI url = targets.require(wanted.url());
        List<String> events = Targets.requireEvents(wanted.events());
        Caller caller = callers.current();
        Long team = wanted.everyTeam() ? null : caller.team().id();
        requireMayWrite(caller, team);
        Webhook made = changes.make("webhook.create", change -> insert(change, team, url, events));
        return RestResponse.status(Status.CREATED, Shown.of(made, made.mail() ? null : made.secret()));
    }

    /** The webhooks of the caller's team; an admin sees all. */
    @GET
    @Operation(operationId = "listWebhooks")
    public List<Shown> list() {
        Caller caller = callers.current();
        return jdbi.withHandle(handle -> handle.createQuery(LIST)
                .bind("all", caller.roles().contains(Role.ADMIN))
                .bind("team", caller.team().id())
                .map((row, context) -> Shown.of(Webhook.of(row), null))
                .list());
    }

    /** Tells it no more. */
    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteWebhook")
    public void delete(@PathParam("id") long id) {
        changes.make("webhook.delete", change -> {
            require(change, id);
            return change.handle().execute("delete from webhook where id = ?", id);
        });
    }

    /** Tells it again, after it was disabled because it failed for long. */
    @POST
    @Path("{id}/enable")
    @Operation(operationId = "enableWebhook")
    public void enable(@PathParam("id") long id) {
        changes.make("webhook.enable", change -> {
            require(change, id);
            return change.handle()
                    .execute("update webhook set disabled_at = null, failing_since = null where id = ?", id);
        });
    }

    /** Sends it a message of type {@code webhook.test}. */
    @POST
    @Path("{id}/test")
    @Operation(operationId = "testWebhook")
    public void test(@PathParam("id") long id) {
        changes.make("webhook.test", change -> {
            require(change, id);
            change.then(Notices.TOPIC, Map.of("webhook", id, "message", Notices.message(change.entry())));
            return id;
        });
    }

    private static Webhook insert(Change change, @Nullable Long team, URI url, List<String> events) {
        Webhook made = change.handle()
                .createQuery(INSERT)
                .bind("team", team)
                .bind("url", url.toString())
                .bindArray("events", String.class, events.toArray())
                .bind("secret", Signature.newSecret())
                .map((row, context) -> Webhook.of(row))
                .one();
        change.on("webhook/" + made.id()).detail("host", Targets.shown(url)).detail("events", events);
        return made;
    }

    private static void require(Change change, long id) {
        Webhook found = find(change.handle(), id);
        change.on("webhook/" + id);
        requireMayWrite(change.caller(), found.team());
    }

    private static Webhook find(Handle handle, long id) {
        return handle.createQuery(FIND)
                .bind("id", id)
                .map((row, context) -> Webhook.of(row))
                .findOne()
                .orElseThrow(() -> new Problem(
                        ProblemCode.NOT_FOUND,
                        "there is no webhook \"" + id + "\"",
                        "list them at \"/api/v1/webhooks\""));
    }

    private static void requireMayWrite(Caller caller, @Nullable Long team) {
        boolean may = team == null ? caller.roles().contains(Role.ADMIN) : caller.mayWrite(team);
        if (!may) {
            throw new Problem(
                    ProblemCode.FORBIDDEN,
                    "this webhook is not \"" + caller.user() + "\"'s to change",
                    "ask a member of its team, or an admin");
        }
    }
}
