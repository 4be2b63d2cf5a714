package dev.gradus.platform.models;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.tracking.Metric;
import dev.gradus.platform.tracking.ModelMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Keeps what runs measured of logged models. */
@ApplicationScoped
class LoggedModelMetrics implements ModelMetrics {
    private static final String FIND = """
            select l.id, e.team_id = mine.team_id
            from logged_model l
            join experiment e on e.id = l.experiment_id
            join experiment mine on mine.id = :experiment
            where l.id = any(:ids)
            """;

    private static final String INSERT = """
            insert into logged_model_metric (
                model_id, key, logged_at, step, run_id, value, dataset_name, dataset_digest)
            select model_id, key, logged_at, step, :run, value, nullif(name, ''), nullif(digest, '')
            from unnest(:models, :keys, :times, :steps, :values, :names, :digests)
                as given (model_id, key, logged_at, step, value, name, digest)
            order by model_id, key, logged_at, step
            on conflict do nothing
            """;

    @Override
    public void log(Handle handle, String runId, long experimentId, List<Metric> metrics) {
        requireOfTeam(handle, experimentId, metrics);
        handle.createUpdate(INSERT)
                .bind("run", runId)
                .bind("models", metrics.stream().map(Metric::modelId).toArray(String[]::new))
                .bind("keys", metrics.stream().map(Metric::key).toArray(String[]::new))
                .bind("times", metrics.stream().map(Metric::timestamp).toArray(Long[]::new))
                .bind("steps", metrics.stream().map(Metric::step).toArray(Long[]::new))
                .bind("values", metrics.stream().map(Metric::value).toArray(Double[]::new))
                .bind("names", metrics.stream().map(Metric::datasetName).toArray(String[]::new))
                .bind("digests", metrics.stream().map(Metric::datasetDigest).toArray(String[]::new))
                .execute();
    }

    /** A run may measure logged models of its own team only, as what is measured becomes part of them. */
    private static void requireOfTeam(Handle handle, long experimentId, List<Metric> metrics) {
        Map<String, Boolean> ofTeam = new TreeMap<>();
        handle.createQuery(FIND)
                .bind("experiment", experimentId)
                .bind("ids", metrics.stream().map(Metric::modelId).distinct().toArray(String[]::new))
                .map((row, context) -> ofTeam.put(row.getString(1), row.getBoolean(2)))
                .list();
        for (Metric metric : metrics) {
            if (!ofTeam.containsKey(metric.modelId())) {
                throw new MlflowProblem(
                        ErrorCode.BAD_REQUEST, "Logged model with ID '" + metric.modelId() + "' not found.");
            }
            if (!ofTeam.get(metric.modelId())) {
                throw new MlflowProblem(
                        ErrorCode.PERMISSION_DENIED,
                        "the logged model \"" + metric.modelId() + "\" belongs to another team than the run");
            }
        }
    }
}
