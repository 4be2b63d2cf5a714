package dev.gradus.platform.access;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.page.Page;
import dev.gradus.platform.page.Paging;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Jdbi;

/** The teams, and who is of them. */
@Path("/api/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class TeamsResource {
    private final Jdbi jdbi;
    private final Changes changes;
    private final Callers callers;
    private final KnownTokens known;

    TeamsResource(Jdbi jdbi, Changes changes, Callers callers, KnownTokens known) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.callers = callers;
        this.known = known;
    }

    @GET
    @Operation(operationId = "listTeams", summary = "The teams, by name")
    public Page<Team> list(@Valid @BeanParam Paging paging) {
        return Page.of(jdbi.withHandle(handle -> Teams.list(handle, paging)), paging, Team::name);
    }

    @GET
    @Path("{team}")
    @Operation(operationId = "getTeam", summary = "One team")
    public Team get(@PathParam("team") String name) {
        return jdbi.withHandle(handle -> Teams.get(handle, name));
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createTeam", summary = "Make a team; an admin may")
    public Team create(@Valid @NotNull(message = "is missing") TeamName wanted) {
        callers.require(Role.ADMIN);
        return changes.make("team.create", change -> {
            change.on("team/" + Teams.add(change.handle(), wanted.name())).detail("name", wanted.name());
            return Teams.get(change.handle(), wanted.name());
        });
    }

    @PUT
    @Path("{team}")
    @Operation(operationId = "renameTeam", summary = "Rename a team; what belongs to it stays its own. An admin may")
    public Team rename(@PathParam("team") String name, @Valid @NotNull(message = "is missing") TeamName wanted) {
        callers.require(Role.ADMIN);
        Team renamed = changes.make("team.rename", change -> {
            TeamRef team = Teams.ref(change.handle(), name);
            change.on("team/" + team.id()).detail("from", name).detail("to", wanted.name());
            Teams.rename(change.handle(), team.id(), wanted.name());
            return Teams.get(change.handle(), wanted.name());
        });
        known.forget();
        return renamed;
    }

    @GET
    @Path("{team}/members")
    @Operation(operationId = "listMembers", summary = "Who is of a team, by name")
    public Page<Member> members(@PathParam("team") String name, @Valid @BeanParam Paging paging) {
        return Page.of(jdbi.withHandle(handle -> Teams.members(handle, name, paging)), paging, Member::user);
    }

    @PUT
    @Path("{team}/members/{user}")
    @Operation(operationId = "putMember", summary = "Make somebody a member or an approver of a team; an admin may")
    public Member put(
            @PathParam("team") String team,
            @PathParam("user") String user,
            @Valid @NotNull(message = "is missing") MemberRole wanted) {
        callers.require(Role.ADMIN);
        changes.make("team.member.put", change -> {
            long id = Teams.ref(change.handle(), team).id();
            change.on("team/" + id).detail("user", user).detail("role", wanted.role());
            Teams.put(change.handle(), id, Users.id(change.handle(), user), wanted.role());
            return id;
        });
        known.forget();
        return new Member(user, wanted.role());
    }

    @DELETE
    @Path("{team}/members/{user}")
    @Operation(operationId = "removeMember", summary = "Take somebody out of a team; an admin may")
    public void remove(@PathParam("team") String team, @PathParam("user") String user) {
        callers.require(Role.ADMIN);
        changes.make("team.member.remove", change -> {
            long id = Teams.ref(change.handle(), team).id();
            change.on("team/" + id).detail("user", user);
            if (!Teams.remove(change.handle(), id, Users.id(change.handle(), user))) {
                throw new Problem(
                        ProblemCode.NOT_FOUND,
                        "\"" + user + "\" is not of the team \"" + team + "\"",
                        "GET /api/v1/teams/" + team + "/members lists who is");
            }
            return id;
        });
        known.forget();
    }
}
