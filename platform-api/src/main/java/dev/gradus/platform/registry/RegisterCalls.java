package dev.gradus.platform.registry;

import dev.gradus.platform.audit.Refusals;
import dev.gradus.platform.mlflow.Call;
import dev.gradus.platform.mlflow.Endpoint;
import dev.gradus.platform.mlflow.EndpointGroup;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.mlflow.Shape;
import dev.gradus.platform.models.LoggedModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What clients ask for to register a version. */
@ApplicationScoped
public class RegisterCalls implements EndpointGroup {
    /** What these calls are, for the reference too. */
    public static final List<Endpoint<RegisterCalls>> ENDPOINTS = List.of(Endpoint.post(
            "model-versions/create",
            "Registers a version of a model.",
            Shape.of(
                    Field.text("name").required(),
                    Field.text("source").required(),
                    Field.text("run_id"),
                    Field.list("tags", RegistryTags.TAG),
                    Field.text("run_link"),
                    Field.text("description"),
                    Field.text("model_id")),
            RegisterCalls::create));

    private final Registries registries;
    private final LoggedModels loggedModels;
    private final Sources sources;
    private final Refusals refusals;

    RegisterCalls(Registries registries, LoggedModels loggedModels, Sources sources, Refusals refusals) {
        this.registries = registries;
        this.loggedModels = loggedModels;
        this.sources = sources;
        this.refusals = refusals;
    }

    @Override
    public List<Endpoint.Bound> endpoints() {
        return Endpoint.bind(ENDPOINTS, this);
    }

    private Object create(Call call) {
        Fields fields = call.fields();
        Map<String, String> tags = RegistryTags.of(fields.messages("tags"));
        Source source = source(call, RegistryTags.arePrompt(tags));
        String name = RegistryNames.model(fields.text("name"));
        NewVersion made = new NewVersion(source, fields.text("run_link"), fields.text("description"), tags);
        return registries.change(call.caller(), "model_version.create", name, (registry, change) -> {
            int version = registry.versions().create(name, made, System.currentTimeMillis());
            source.loggedModel().ifPresent(id -> loggedModels.registered(change, id, name, version));
            change.detail("version", version).detail("run", source.runId());
            return new One(registry.versions().read(name, version));
        });
    }

    /** A source that may not be one is an attempt to reach what is not the caller's; the audit keeps it. */
    private Source source(Call call, boolean prompt) {
        try {
            return registries.read(call.caller(), registry -> sources.of(registry, Claim.of(call.fields()), prompt));
        } catch (MlflowProblem problem) {
            if (problem.code() == ErrorCode.INVALID_PARAMETER_VALUE) {
                refusals.record(
                        "model_version.create",
                        "registered_model/" + call.fields().text("name"),
                        problem.message());
            }
            throw problem;
        }
    }

    private record One(RawJson modelVersion) {}
}
