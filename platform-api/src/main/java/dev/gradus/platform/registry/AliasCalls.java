package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** What clients ask of aliases. */
@ApplicationScoped
public class AliasCalls implements EndpointGroup {
    private static final String PATH = "registered-models/alias";
    private static final Field NAME = Field.text("name").required();
    private static final Field ALIAS = Field.text("alias").required();

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<AliasCalls>> ENDPOINTS = List.of(
            Endpoint.post(
                    PATH,
                    "Points an alias at a version.",
                    Shape.of(NAME, ALIAS, Field.text("version").required()),
                    AliasCalls::set),
            Endpoint.get(PATH, "The version that an alias names.", Shape.of(NAME, ALIAS), AliasCalls::read),
            Endpoint.delete(PATH, "Deletes an alias.", Shape.of(NAME, ALIAS), AliasCalls::delete));

    private final Registries registries;

    AliasCalls(Registries registries) {
        this.registries = registries;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object set(Call call) {
        String name = name(call);
        String alias = RegistryNames.newAlias(call.fields().text("alias"));
        int version = RegistryNames.version(call.fields().text("version"));
        return registries.change(call.caller(), "alias.set", name, (registry, change) -> {
            registry.versions().setAlias(registry.versions().lock(name, version), alias);
            change.detail("alias", alias).detail("version", version);
            return Map.of();
        });
    }

    private Object read(Call call) {
        String name = name(call);
        String alias = RegistryNames.alias(call.fields().text("alias"));
        return registries.read(
                call.caller(), registry -> new One(registry.versions().read(name, number(registry, name, alias))));
    }

    private Object delete(Call call) {
        String name = name(call);
        String alias = RegistryNames.alias(call.fields().text("alias"));
        return registries.change(call.caller(), "alias.delete", name, (registry, change) -> {
            registry.versions().deleteAlias(registry.models().lock(name), alias);
            change.detail("alias", alias);
            return Map.of();
        });
    }

    /** The number that an alias names; {@code latest} names the greatest. */
    static int number(Registry registry, String name, String alias) {
        long model = registry.models().require(name);
        if (RegistryNames.isLatest(alias)) {
            return registry.versions()
                    .newestNumber(name, EnumSet.allOf(Stage.class))
                    .orElseThrow(() -> MlflowProblem.missing("Latest version not found for model " + name + "."));
        }
        return registry.versions()
                .aliased(model, alias)
                .orElseThrow(() -> MlflowProblem.invalid("Registered model alias " + alias + " not found."));
    }

    private static String name(Call call) {
        return RegistryNames.model(call.fields().text("name"));
    }

    private record One(RawJson modelVersion) {}
}
