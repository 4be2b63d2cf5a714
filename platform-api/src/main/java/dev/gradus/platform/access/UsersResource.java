package dev.gradus.platform.access;

import dev.gradus.platform.change.Changes;
import dev.gradus.platform.page.Page;
import dev.gradus.platform.page.Paging;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The people. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class UsersResource {
    private final Jdbi jdbi;
    private final Changes changes;
    private final Callers callers;
    private final Passwords passwords;
    private final KnownTokens known;

    UsersResource(Jdbi jdbi, Changes changes, Callers callers, Passwords passwords, KnownTokens known) {
        this.jdbi = jdbi;
        this.changes = changes;
        this.callers = callers;
        this.passwords = passwords;
        this.known = known;
    }

    @GET
    @Operation(operationId = "listUsers", summary = "The people, by name")
    public Page<User> list(@Valid @BeanParam Paging paging) {
        return Page.of(jdbi.withHandle(handle -> Users.list(handle, paging)), paging, User::name);
    }

    @GET
    @Path("{user}")
    @Operation(operationId = "getUser", summary = "One person")
    public User get(@PathParam("user") String name) {
        return jdbi.withHandle(handle -> Users.get(handle, name));
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "createUser", summary = "Make a person known; an admin may")
    public User create(@Valid @NotNull(message = "is missing") NewUser wanted) {
        callers.require(Role.ADMIN);
        Optional<String> hash = Optional.ofNullable(wanted.password()).map(passwords::hash);
        return changes.make("user.create", change -> {
            change.on("user/" + wanted.name()).detail("admin", wanted.admin());
            long user = Users.add(change.handle(), wanted.name(), wanted.admin())
                    .orElseThrow(() -> new Problem(
                            ProblemCode.CONFLICT,
                            "a user is named \"" + wanted.name() + "\" already",
                            "take another name"));
            hash.ifPresent(kept -> Users.setPassword(change.handle(), user, kept));
            return Users.get(change.handle(), wanted.name());
        });
    }

    @PUT
    @Path("{user}")
    @Operation(operationId = "changeUser", summary = "Set what is recorded of a person; an admin may")
    public User change(@PathParam("user") String name, @Valid @NotNull(message = "is missing") UserChange wanted) {
        callers.require(Role.ADMIN);
        User changed = changes.make("user.change", change -> {
            change.on("user/" + name).detail("admin", wanted.admin()).detail("disabled", wanted.disabled());
            Users.change(change.handle(), Users.id(change.handle(), name), wanted);
            requireAnAdmin(change.handle(), name);
            return Users.get(change.handle(), name);
        });
        known.forget();
        return changed;
    }

    @PUT
    @Path("{user}/password")
    @Operation(operationId = "changePassword", summary = "Set a person's password; the person or an admin may")
    public void changePassword(
            @PathParam("user") String name, @Valid @NotNull(message = "is missing") PasswordChange wanted) {
        requireOwnerOrAdmin(name, wanted.current());
        String hash = passwords.hash(wanted.password());
        changes.make("user.password", change -> {
            change.on("user/" + name);
            long user = Users.id(change.handle(), name);
            Users.setPassword(change.handle(), user, hash);
            return user;
        });
    }

    /** An owner shows the password until now, so that a stolen token can not take the account. */
    private void requireOwnerOrAdmin(String name, @Nullable String current) {
        if (!callers.current().user().equals(name)) {
            callers.require(Role.ADMIN);
            return;
        }
        Optional<String> kept = jdbi.withHandle(handle -> Users.passwordHash(handle, name));
        if (kept.isPresent() && (current == null || !passwords.matches(current, kept))) {
            throw new Problem(
                    ProblemCode.FORBIDDEN, "the current password is not the one that was sent", "send it as current");
        }
    }

    private static void requireAnAdmin(Handle handle, String changed) {
        if (!Users.anyAdmin(handle)) {
            throw new Problem(
                    ProblemCode.CONFLICT, "\"" + changed + "\" is the last admin", "make somebody else an admin first");
        }
    }
}
