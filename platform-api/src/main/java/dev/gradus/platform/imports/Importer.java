package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.LocalCalls;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Verb;
import dev.gradus.platform.outbound.OutboundClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings over what a server has: experiments with their runs and logged models, then the registered models.
 *
 * <p>Each thing is here whole or is taken up again: what is written twice is the same twice, and the ledger says what needs no look.
 */
@ApplicationScoped
class Importer {
    private final OutboundClient outbound;
    private final Jdbi jdbi;
    private final LocalCalls calls;
    private final RunImport runs;
    private final ModelImport models;
    private final RegistryImport registry;

    Importer(
            OutboundClient outbound,
            Jdbi jdbi,
            LocalCalls calls,
            RunImport runs,
            ModelImport models,
            RegistryImport registry) {
        this.outbound = outbound;
        this.jdbi = jdbi;
        this.calls = calls;
        this.runs = runs;
        this.models = models;
        this.registry = registry;
    }

    /** Does what is asked for, in the name of who asked. */
    void bring(Imports.Asked asked) {
        Ledger ledger = new Ledger(jdbi, asked.id(), asked.caller().team().id(), asked.url());
        Source source = new Source(outbound, asked.url(), asked.token());
        Trip trip = new Trip(source, asked.caller(), ledger, calls, asked.url());
        ObjectNode all = Trip.object().put("max_results", 1000);
        source.search("experiments/search", all, "experiments", experiment -> {
            if (wanted(asked.experiments(), experiment)) {
                bringExperiment(trip, experiment);
            }
        });
        if (asked.experiments().isEmpty()) {
            source.list("registered-models/search", Map.of(), "registered_models", model -> {
                ledger.step("registered model \"" + model.path("name").asText() + "\"");
                registry.bring(trip, model);
            });
        }
    }

    private static boolean wanted(List<String> names, JsonNode experiment) {
        return names.isEmpty() || names.contains(experiment.path("name").asText());
    }

    private void bringExperiment(Trip trip, JsonNode experiment) {
        String name = experiment.path("name").asText();
        String theirs = experiment.path("experiment_id").asText();
        trip.ledger().step("experiment \"" + name + "\"");
        String ours = ours(trip, experiment);
        ObjectNode search = Trip.object().put("max_results", 100);
        search.putArray("experiment_ids").add(theirs);
        search.putArray("order_by").add("attributes.start_time ASC");
        trip.source().search("runs/search", search.deepCopy(), "runs", run -> runs.bring(trip, run, ours));
        ObjectNode logged = Trip.object().put("max_results", 50);
        logged.putArray("experiment_ids").add(theirs);
        trip.source().search("logged-models/search", logged, "models", model -> models.bring(trip, model, ours));
    }

    /** Ours of the same name, or a new one. */
    private static String ours(Trip trip, JsonNode experiment) {
        String name = experiment.path("name").asText();
        ObjectNode named = Trip.object().put("experiment_name", name);
        try {
            return trip.calls()
                    .make(trip.caller(), Verb.GET, "experiments/get-by-name", named)
                    .path("experiment")
                    .path("experiment_id")
                    .asText();
        } catch (MlflowProblem problem) {
            if (problem.code() != ErrorCode.RESOURCE_DOES_NOT_EXIST) {
                throw problem;
            }
        }
        ObjectNode request = Trip.object().put("name", name);
        request.set(
                "tags",
                trip.tags(
                        experiment.path("tags"),
                        experiment.path("experiment_id").asText()));
        return trip.post("experiments/create", request).path("experiment_id").asText();
    }
}
