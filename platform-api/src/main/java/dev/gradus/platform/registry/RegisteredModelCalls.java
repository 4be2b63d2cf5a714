package dev.gradus.platform.registry;

import dev.gradus.platform.change.Change;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;

/** What clients ask of registered models. */
@ApplicationScoped
public class RegisteredModelCalls implements EndpointGroup {
    private static final String PATH = "registered-models/";
    private static final Field NAME = Field.text("name").required();
    private static final Field DESCRIPTION = Field.text("description");
    private static final Field KEY = Field.text("key").required();

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<RegisteredModelCalls>> ENDPOINTS = List.of(
            Endpoint.post(
                    PATH + "create",
                    "Creates a registered model.",
                    Shape.of(NAME, Field.list("tags", RegistryTags.TAG), DESCRIPTION),
                    RegisteredModelCalls::create),
            Endpoint.get(PATH + "get", "A registered model.", Shape.of(NAME), RegisteredModelCalls::read),
            Endpoint.patch(
                    PATH + "update",
                    "Describes a registered model.",
                    Shape.of(NAME, DESCRIPTION),
                    RegisteredModelCalls::describe),
            Endpoint.post(
                    PATH + "rename",
                    "Renames a registered model.",
                    Shape.of(NAME, Field.text("new_name").required()),
                    RegisteredModelCalls::rename),
            Endpoint.delete(
                    PATH + "delete",
                    "Deletes a registered model with its versions.",
                    Shape.of(NAME),
                    RegisteredModelCalls::delete),
            Endpoint.get(
                    PATH + "search",
                    "Registered models by name and tags.",
                    RegisteredModelSearch.SHAPE,
                    RegisteredModelCalls::search),
            Endpoint.post(
                    PATH + "set-tag",
                    "Sets a tag of a registered model.",
                    Shape.of(NAME, KEY, Field.text("value")),
                    RegisteredModelCalls::setTag),
            Endpoint.delete(
                    PATH + "delete-tag",
                    "Deletes a tag of a registered model.",
                    Shape.of(NAME, KEY),
                    RegisteredModelCalls::deleteTag));

    private final Registries registries;
    private final Jdbi jdbi;

    RegisteredModelCalls(Registries registries, Jdbi jdbi) {
        this.registries = registries;
        this.jdbi = jdbi;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object create(Call call) {
        Map<String, String> tags = RegistryTags.of(call.fields().messages("tags"));
        return change(call, "registered_model.create", (registry, change) -> {
            String name = call.fields().text("name");
            registry.models().create(name, call.fields().text("description"), tags, System.currentTimeMillis());
            return new One(registry.models().read(name));
        });
    }

    private Object read(Call call) {
        String name = name(call);
        return registries.read(
                call.caller(), registry -> new One(registry.models().read(name)));
    }

    private Object describe(Call call) {
        return change(call, "registered_model.describe", (registry, change) -> {
            String name = call.fields().text("name");
            long id = registry.models().lock(name);
            registry.models().describe(id, call.fields().text("description"), System.currentTimeMillis());
            return new One(registry.models().read(name));
        });
    }

    private Object rename(Call call) {
        String newName = RegistryNames.newName(call.fields().text("new_name"));
        return change(call, "registered_model.rename", (registry, change) -> {
            long id = registry.models().lock(call.fields().text("name"));
            registry.models().rename(id, newName, System.currentTimeMillis());
            change.detail("new_name", newName);
            return new One(registry.models().read(newName));
        });
    }

    private Object delete(Call call) {
        return change(call, "registered_model.delete", (registry, change) -> {
            registry.models().delete(registry.models().lock(call.fields().text("name")));
            return Map.of();
        });
    }

    private Object search(Call call) {
        return jdbi.withHandle(handle -> RegisteredModelSearch.search(handle, call.caller(), call.fields()));
    }

    private Object setTag(Call call) {
        String key = RegistryTags.key(call.fields().text("key"));
        String value = RegistryTags.value(key, call.fields().text("value"));
        return change(call, "registered_model.set_tag", (registry, change) -> {
            registry.models().setTag(registry.models().lock(call.fields().text("name")), key, value);
            change.detail("key", key);
            return Map.of();
        });
    }

    private Object deleteTag(Call call) {
        String key = RegistryTags.key(call.fields().text("key"));
        return change(call, "registered_model.delete_tag", (registry, change) -> {
            registry.models().deleteTag(registry.models().lock(call.fields().text("name")), key);
            change.detail("key", key);
            return Map.of();
        });
    }

    private Object change(Call call, String action, BiFunction<Registry, Change, Object> work) {
        return registries.change(call.caller(), action, name(call), work);
    }

    private static String name(Call call) {
        return RegistryNames.model(call.fields().text("name"));
    }

    private record One(RawJson registeredModel) {}
}
