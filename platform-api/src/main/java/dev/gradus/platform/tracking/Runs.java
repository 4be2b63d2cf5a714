package dev.gradus.platform.tracking;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Ownership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;

/** The rows of runs. */
final class Runs {
    /** Keeps the name of a run as a tag too. */
    static final String NAME_TAG = "mlflow.runName";

    private static final String FIND = """
            select r.number, r.id, r.experiment_id, r.lifecycle_stage, e.team_id
            from run r join experiment e on e.id = r.experiment_id where r.id = :id
            """;

    private Runs() {}

    static RunRef find(Handle handle, String id) {
        return handle.createQuery(FIND)
                .bind("id", id)
                .map((row, context) -> ref(row))
                .findOne()
                .orElseThrow(() -> MlflowProblem.missing("Run with id=" + id + " not found"));
    }

    /** A run for who wants to change it. */
    static RunRef owned(Handle handle, Caller caller, String id) {
        RunRef run = find(handle, id);
        Ownership.demand(caller, run.teamId(), "the run \"" + id + '"');
        return run;
    }

    /** The same, which must not be deleted. */
    static RunRef active(Handle handle, Caller caller, String id) {
        RunRef run = owned(handle, caller, id);
        if (!run.active()) {
            throw MlflowProblem.invalid("The run " + id + " must be in the 'active' state. Current state is deleted.");
        }
        return run;
    }

    /** Makes a run of an experiment that is not deleted. */
    static RunRef create(Handle handle, Experiment experiment, Fields fields) {
        List<Entry> tags =
                new ArrayList<>(fields.messages("tags").stream().map(Entry::of).toList());
        String name = name(fields.text("run_name"), tags);
        String id = UUID.randomUUID().toString().replace("-", "");
        long number = handle.createQuery("""
                        insert into run (id, experiment_id, name, user_id, start_time, artifact_uri)
                        values (:id, :experiment, :name, :user, :start, :artifacts) returning number
                        """)
                .bind("id", id)
                .bind("experiment", experiment.id())
                .bind("name", name)
                .bind("user", fields.text("user_id"))
                .bind("start", fields.integer("start_time"))
                .bind("artifacts", ArtifactLocation.ofRun(experiment.artifactLocation(), id))
                .mapTo(Long.class)
                .one();
        RunRef run = new RunRef(number, id, experiment.id(), experiment.teamId(), true);
        RunTags.set(handle, run, tags);
        return run;
    }

    /** The name of a new run, and its tag added. */
    private static String name(String given, List<Entry> tags) {
        Optional<String> tag = tags.stream()
                .filter(entry -> entry.key().equals(NAME_TAG))
                .map(Entry::value)
                .findFirst();
        if (!given.isEmpty()
                && tag.filter(value -> !value.isEmpty() && !value.equals(given)).isPresent()) {
            throw MlflowProblem.invalid(
                    "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different"
                            + " values (run_name='" + given + "', mlflow.runName='" + tag.get() + "').");
        }
        String named = Optional.of(given)
                .filter(name -> !name.isEmpty())
                .or(() -> tag.filter(name -> !name.isEmpty()))
                .orElseGet(() -> RunNames.next(ThreadLocalRandom.current()));
        if (tag.filter(name -> !name.isEmpty()).isEmpty()) {
            tags.add(new Entry(NAME_TAG, named));
        }
        return named;
    }

    /** Changes what is given of status, end and name. */
    static void update(Handle handle, RunRef run, Fields fields) {
        handle.createUpdate("""
                        update run set status = coalesce(cast(:status as text), status),
                            end_time = coalesce(cast(:end as bigint), end_time) where number = :run
                        """)
                .bind("status", fields.optionalText("status").orElse(null))
                .bind("end", fields.optionalInteger("end_time").orElse(null))
                .bind("run", run.number())
                .execute();
        fields.filledText("run_name").ifPresent(name -> RunTags.set(handle, run, List.of(new Entry(NAME_TAG, name))));
    }

    /** Marks a run as deleted, or takes the mark away. */
    static void mark(Handle handle, RunRef run, boolean active) {
        handle.createUpdate("""
                        update run set lifecycle_stage = :stage, deleted_at = case when :active then null else :now end
                        where number = :run
                        """)
                .bind("stage", active ? "active" : "deleted")
                .bind("active", active)
                .bind("now", System.currentTimeMillis())
                .bind("run", run.number())
                .execute();
    }

    private static RunRef ref(ResultSet row) throws SQLException {
        return new RunRef(
                row.getLong("number"),
                row.getString("id"),
                row.getLong("experiment_id"),
                row.getLong("team_id"),
                row.getString("lifecycle_stage").equals("active"));
    }
}
