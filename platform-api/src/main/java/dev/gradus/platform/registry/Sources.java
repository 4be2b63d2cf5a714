package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.models.LoggedModel;
import dev.gradus.platform.models.LoggedModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Looks into what a version is said to come from. */
@ApplicationScoped
class Sources {
    private final LoggedModels loggedModels;
    private final SourceRules rules;

    Sources(Jdbi jdbi, LoggedModels loggedModels) {
        this.loggedModels = loggedModels;
        this.rules = new SourceRules(
                run -> jdbi.withHandle(handle -> ofRun(handle, run)),
                id -> loggedModels.find(id).map(LoggedModel::artifactUri));
    }

    /** The source that a claim stands for; what may not be one is refused. */
    Source of(Registry registry, Claim claim, boolean prompt) {
        String uri = claim.source();
        SourceRules.checkHost(uri);
        if (prompt) {
            SourceRules.checkPrompt(uri);
            return new Source(uri, uri, claim.run().orElse(""), Optional.empty());
        }
        if (Location.of(uri).scheme().equals("models")) {
            return ofModel(registry, claim);
        }
        check(claim);
        return new Source(uri, uri, run(claim), model(claim));
    }

    private Source ofModel(Registry registry, Claim claim) {
        if (!Location.of(claim.source()).authority().isEmpty()) {
            throw refused(claim, "Registered model sources must use the active model registry.");
        }
        ModelUri named = SourceRules.modelUri(claim.source());
        return named instanceof ModelUri.Registered version
                ? ofVersion(registry, claim, version)
                : ofLogged(claim, (ModelUri.Logged) named);
    }

    private Source ofLogged(Claim claim, ModelUri.Logged named) {
        check(claim);
        LoggedModel model = loggedModels.find(named.id()).orElseThrow(() -> unreachable(claim, named.id()));
        String run = claim.run().filter(id -> !id.isEmpty()).orElse(model.sourceRunId());
        return new Source(claim.source(), model.artifactUri(), run, Optional.of(model.id()));
    }

    /** Another version is no logged model any more, and its run can not be claimed to be another one. */
    private static Source ofVersion(Registry registry, Claim claim, ModelUri.Registered named) {
        String name = named.name();
        if (registry.models().isPrompt(registry.models().require(name))) {
            throw refused(claim, "Prompt versions cannot be used as model version sources.");
        }
        int version = number(registry, named);
        String run = registry.versions().run(name, version);
        if (claim.run().filter(id -> !id.equals(run)).isPresent()
                || model(claim).isPresent()) {
            throw refused(claim, "The run_id and model_id request parameters must match the referenced model version.");
        }
        String uri = "models:/" + name + '/' + version;
        return new Source(uri, registry.versions().storage(name, version), run, Optional.empty());
    }

    private void check(Claim claim) {
        Optional<String> model = model(claim);
        if (model.isPresent()) {
            rules.checkOfModel(claim.source(), model.get());
        } else {
            rules.checkOfRun(claim.source(), claim.run().orElse(""));
        }
    }

    /** The run that is named, or the one that made the logged model that is named. */
    private String run(Claim claim) {
        String named = claim.run().orElse("");
        return named.isEmpty()
                ? model(claim).map(id -> loggedModels.require(id).sourceRunId()).orElse("")
                : named;
    }

    private static Optional<String> model(Claim claim) {
        return claim.loggedModel().filter(id -> !id.isEmpty());
    }

    private static int number(Registry registry, ModelUri.Registered named) {
        return switch (named.by()) {
            case VERSION -> RegistryNames.version(named.value());
            case ALIAS -> AliasCalls.number(registry, named.name(), named.value());
            case LATEST -> newest(registry, named.name(), EnumSet.allOf(Stage.class), "");
            case STAGE ->
                newest(
                        registry,
                        named.name(),
                        EnumSet.of(Stage.named(named.value())),
                        " and stage '" + named.value() + "'");
        };
    }

    private static int newest(Registry registry, String name, Set<Stage> stages, String inStage) {
        return registry.versions()
                .newestNumber(name, stages)
                .orElseThrow(() -> new MlflowProblem(
                        ErrorCode.INTERNAL_ERROR,
                        "No versions of model with name '" + name + "'" + inStage + " found"));
    }

    private static Optional<String> ofRun(Handle handle, String id) {
        return handle.createQuery("select artifact_uri from run where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    private static MlflowProblem refused(Claim claim, String why) {
        return MlflowProblem.invalid("Invalid model version source: '" + claim.source() + "'. " + why);
    }

    private static MlflowProblem unreachable(Claim claim, String id) {
        return new MlflowProblem(
                ErrorCode.INTERNAL_ERROR,
                "Unable to fetch model from model URI source artifact location '" + claim.source()
                        + "'.Error: Logged model with ID '" + id + "' not found.");
    }
}
