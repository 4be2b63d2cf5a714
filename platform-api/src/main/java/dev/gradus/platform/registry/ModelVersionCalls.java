package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Jdbi;

/** What clients ask of versions of registered models. */
@ApplicationScoped
public class ModelVersionCalls implements EndpointGroup {
    private static final String PATH = "model-versions/";
    private static final Field NAME = Field.text("name").required();
    private static final Field VERSION = Field.text("version").required();
    private static final Field KEY = Field.text("key").required();
    private static final Shape LATEST = Shape.of(NAME, Field.texts("stages"));

    /** What these calls are, for the reference too. */
    public static final List<Endpoint<ModelVersionCalls>> ENDPOINTS = List.of(
            Endpoint.get(PATH + "get", "A version.", Shape.of(NAME, VERSION), ModelVersionCalls::read),
            Endpoint.patch(
                    PATH + "update",
                    "Describes a version.",
                    Shape.of(NAME, VERSION, Field.text("description")),
                    ModelVersionCalls::describe),
            Endpoint.post(
                    PATH + "transition-stage",
                    "Moves a version to a stage; deprecated in MLflow, where aliases took over.",
                    Shape.of(NAME, VERSION, Field.text("stage").required(), Field.flag("archive_existing_versions")),
                    ModelVersionCalls::transition),
            Endpoint.delete(PATH + "delete", "Deletes a version.", Shape.of(NAME, VERSION), ModelVersionCalls::delete),
            Endpoint.get(
                    PATH + "get-download-uri",
                    "Where a version's artefacts are.",
                    Shape.of(
                            Field.text("name").unchecked(),
                            Field.text("version").unchecked()),
                    ModelVersionCalls::downloadUri),
            Endpoint.get(
                    PATH + "search",
                    "Versions by name, number, run, source and tags.",
                    ModelVersionSearch.SHAPE,
                    ModelVersionCalls::search),
            Endpoint.post(
                    PATH + "set-tag",
                    "Sets a tag of a version.",
                    Shape.of(NAME, VERSION, KEY, Field.text("value")),
                    ModelVersionCalls::setTag),
            Endpoint.delete(
                    PATH + "delete-tag",
                    "Deletes a tag of a version.",
                    Shape.of(NAME, VERSION, KEY),
                    ModelVersionCalls::deleteTag),
            Endpoint.get(
                    "registered-models/get-latest-versions",
                    "The newest version of each stage; deprecated in MLflow.",
                    LATEST,
                    ModelVersionCalls::latest),
            Endpoint.post(
                    "registered-models/get-latest-versions",
                    "The newest version of each stage; deprecated in MLflow.",
                    LATEST,
                    ModelVersionCalls::latest));

    private final Registries registries;
    private final Jdbi jdbi;

    ModelVersionCalls(Registries registries, Jdbi jdbi) {
        this.registries = registries;
        this.jdbi = jdbi;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object read(Call call) {
        String name = name(call);
        int version = version(call);
        return registries.read(
                call.caller(), registry -> new One(registry.versions().read(name, version)));
    }

    private Object describe(Call call) {
        int version = version(call);
        return registries.change(call.caller(), "model_version.describe", name(call), (registry, change) -> {
            VersionKey key = registry.versions().lock(name(call), version);
            change.detail("version", version);
            registry.versions()
                    .describe(key, call.fields().optionalText("description").orElse(null), System.currentTimeMillis());
            return new One(registry.versions().read(name(call), version));
        });
    }

    private Object transition(Call call) {
        int version = version(call);
        Stage stage = Stage.named(call.fields().text("stage"));
        boolean archive = call.fields().flag("archive_existing_versions");
        if (archive && !stage.isActive()) {
            throw new MlflowProblem(
                    ErrorCode.INTERNAL_ERROR,
                    "Model version transition cannot archive existing model versions because '"
                            + call.fields().text("stage")
                            + "' is not an Active stage. Valid stages are ['Staging', 'Production']");
        }
        return registries.change(call.caller(), "model_version.transition", name(call), (registry, change) -> {
            long now = System.currentTimeMillis();
            VersionKey key = registry.versions().lock(name(call), version);
            change.detail("version", version).detail("stage", stage.label());
            if (archive) {
                registry.versions().archiveOthers(key, stage, now);
            }
            registry.versions().moveTo(key, stage, now);
            registry.models().touch(key.model(), now);
            return new One(registry.versions().read(name(call), version));
        });
    }

    private Object delete(Call call) {
        return change(call, "model_version.delete", (registry, key) -> {
            registry.versions().delete(key);
            registry.models().touch(key.model(), System.currentTimeMillis());
        });
    }

    private Object downloadUri(Call call) {
        String name = name(call);
        int version = version(call);
        return registries.read(
                call.caller(), registry -> new Download(registry.versions().storage(name, version)));
    }

    private Object search(Call call) {
        return jdbi.withHandle(handle -> ModelVersionSearch.search(handle, call.caller(), call.fields()));
    }

    private Object setTag(Call call) {
        String key = RegistryTags.key(call.fields().text("key"));
        String value = RegistryTags.value(key, call.fields().text("value"));
        return change(call, "model_version.set_tag", (registry, version) -> registry.versions()
                .setTag(version, key, value));
    }

    private Object deleteTag(Call call) {
        String key = RegistryTags.key(call.fields().text("key"));
        return change(call, "model_version.delete_tag", (registry, version) -> registry.versions()
                .deleteTag(version, key));
    }

    private Object latest(Call call) {
        String name = name(call);
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        call.fields().texts("stages").forEach(stage -> stages.add(Stage.named(stage)));
        return registries.read(call.caller(), registry -> {
            registry.models().require(name);
            return new Many(registry.versions().newest(name, stages.isEmpty() ? EnumSet.allOf(Stage.class) : stages));
        });
    }

    private Object change(Call call, String action, BiConsumer<Registry, VersionKey> work) {
        String name = name(call);
        int version = version(call);
        return registries.change(call.caller(), action, name, (registry, change) -> {
            change.detail("version", version);
            call.fields().filledText("key").ifPresent(key -> change.detail("key", key));
            work.accept(registry, registry.versions().lock(name, version));
            return Map.of();
        });
    }

    private static String name(Call call) {
        return RegistryNames.model(call.fields().text("name"));
    }

    private static int version(Call call) {
        return RegistryNames.version(call.fields().text("version"));
    }

    private record One(RawJson modelVersion) {}

    private record Many(List<RawJson> modelVersions) {}

    private record Download(String artifactUri) {}
}
