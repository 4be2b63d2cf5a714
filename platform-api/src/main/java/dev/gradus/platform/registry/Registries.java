package dev.gradus.platform.registry;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.change.Change;
import dev.gradus.platform.change.Changes;
import dev.gradus.platform.mlflow.Ownership;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Opens the registry of the caller's team. */
@ApplicationScoped
class Registries {
    private final Jdbi jdbi;
    private final Changes changes;

    Registries(Jdbi jdbi, Changes changes) {
        this.jdbi = jdbi;
        this.changes = changes;
    }

    /** Reads of it. */
    <T> T read(Caller caller, Function<Registry, T> question) {
        return jdbi.withHandle(handle -> question.apply(Registry.of(handle, caller)));
    }

    /** Changes the registered model of this name or what belongs to it. */
    <T> T change(Caller caller, String action, String name, BiFunction<Registry, Change, T> work) {
        Ownership.demand(caller, caller.team().id(), "the registered model \"" + name + '"');
        return changes.make(action, change -> {
            change.on("registered_model/" + name);
            return work.apply(Registry.of(change.handle(), caller), change);
        });
    }
}
