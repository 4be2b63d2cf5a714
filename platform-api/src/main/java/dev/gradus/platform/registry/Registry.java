package dev.gradus.platform.registry;

import dev.gradus.platform.access.Caller;
import org.jdbi.v3.core.Handle;

/** One team's registry in one transaction. */
record Registry(RegisteredModels models, ModelVersions versions) {
    static Registry of(Handle handle, Caller caller) {
        long team = caller.team().id();
        return new Registry(new RegisteredModels(handle, team), new ModelVersions(handle, team));
    }
}
