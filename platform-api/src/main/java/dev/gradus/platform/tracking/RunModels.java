package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.Fields;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The models that runs read and made. */
final class RunModels {
    private RunModels() {}

    static void logInputs(Handle handle, RunRef run, List<String> models) {
        handle.createUpdate("""
                        insert into model_input (run, model_id)
                        select :run, unnest(cast(:models as text[])) on conflict do nothing
                        """)
                .bind("run", run.number())
                .bind("models", models.toArray(String[]::new))
                .execute();
    }

    static void logOutputs(Handle handle, RunRef run, List<Fields> models) {
        handle.createUpdate("""
                        insert into model_output (run, model_id, step)
                        select :run, id, step from unnest(cast(:models as text[]), cast(:steps as bigint[])) as t (id, step)
                        on conflict do nothing
                        """)
                .bind("run", run.number())
                .bind(
                        "models",
                        models.stream().map(model -> model.text("model_id")).toArray(String[]::new))
                .bind(
                        "steps",
                        models.stream().map(model -> model.integer("step")).toArray(Long[]::new))
                .execute();
    }
}
