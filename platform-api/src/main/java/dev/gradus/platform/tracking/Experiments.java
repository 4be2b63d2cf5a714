package dev.gradus.platform.tracking;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Ownership;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The rows of experiments.
 *
 * <p>The id {@code 0} means the Default experiment of the caller's team, which is there from its first use on.
 */
public final class Experiments {
    private static final String DEFAULT_ID = "0";
    private static final String DEFAULT_NAME = "Default";
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");
    private static final String COLUMNS = "id, team_id, name, artifact_location, lifecycle_stage";

    private Experiments() {}

    /** The experiment of an id that a client gave, deleted or not. */
    public static Experiment resolve(Handle handle, Caller caller, String id) {
        long number = number(id);
        Optional<Experiment> found = number == 0
                ? Optional.of(theDefault(handle, caller))
                : handle.createQuery("select " + COLUMNS + " from experiment where id = :id")
                        .bind("id", number)
                        .map((row, context) -> experiment(row))
                        .findOne();
        return found.orElseThrow(() -> MlflowProblem.missing("No Experiment with id=" + number + " exists"));
    }

    /** The same for who wants to change it. */
    static Experiment owned(Handle handle, Caller caller, String id) {
        Experiment experiment = resolve(handle, caller, id);
        Ownership.demand(caller, experiment.teamId(), "the experiment \"" + experiment.id() + '"');
        return experiment;
    }

    /** The same, which must not be deleted. */
    public static Experiment active(Handle handle, Caller caller, String id) {
        Experiment experiment = owned(handle, caller, id);
        if (!experiment.active()) {
            throw MlflowProblem.invalid(
                    "The experiment " + experiment.id() + " must be in the 'active' state. Current state is deleted.");
        }
        return experiment;
    }

    /** The numbers of ids that a client gave for a search. */
    public static Long[] numbers(Handle handle, Caller caller, List<String> ids) {
        return ids.stream()
                .map(Experiments::number)
                .map(number ->
                        number == 0 ? Long.valueOf(theDefault(handle, caller).id()) : number)
                .toArray(Long[]::new);
    }

    /** The experiment of the caller's team that has a name, deleted or not. */
    static Optional<Experiment> named(Handle handle, Caller caller, String name) {
        return name.equals(DEFAULT_NAME)
                ? Optional.of(theDefault(handle, caller))
                : find(handle, caller.team().id(), name);
    }

    private static Optional<Experiment> find(Handle handle, long teamId, String name) {
        return handle.createQuery("select " + COLUMNS + " from experiment where team_id = :team and name = :name")
                .bind("team", teamId)
                .bind("name", name)
                .map((row, context) -> experiment(row))
                .findOne();
    }

    /** Makes an experiment; one of its team that has the name, deleted or not, is in the way. */
    static long create(Handle handle, long teamId, String name, String artifactLocation) {
        return insert(handle, teamId, name, artifactLocation)
                .orElseThrow(() -> new MlflowProblem(
                        ErrorCode.RESOURCE_ALREADY_EXISTS, "Experiment(name=" + name + ") already exists."));
    }

    /** Gives an experiment another name. */
    static void rename(Handle handle, Experiment experiment, String name) {
        boolean taken = find(handle, experiment.teamId(), name)
                .filter(other -> other.id() != experiment.id())
                .isPresent();
        if (taken) {
            throw new MlflowProblem(ErrorCode.BAD_REQUEST, "Experiment(name=" + name + ") already exists.");
        }
        handle.createUpdate("update experiment set name = :name, updated_at = :now where id = :id")
                .bind("name", name)
                .bind("now", System.currentTimeMillis())
                .bind("id", experiment.id())
                .execute();
    }

    /** Marks an experiment and its runs as deleted, or takes the mark away; one in that state already is as good as none. */
    static void mark(Handle handle, Experiment experiment, boolean active) {
        if (experiment.active() == active) {
            throw MlflowProblem.missing("No Experiment with id=" + experiment.id() + " exists");
        }
        handle.createUpdate("""
                        with marked as (update run set lifecycle_stage = :stage,
                            deleted_at = case when :active then null else :now end where experiment_id = :id)
                        update experiment set lifecycle_stage = :stage, updated_at = :now where id = :id
                        """)
                .bind("stage", active ? "active" : "deleted")
                .bind("active", active)
                .bind("now", System.currentTimeMillis())
                .bind("id", experiment.id())
                .execute();
    }

    private static Optional<Long> insert(Handle handle, long teamId, String name, String artifactLocation) {
        return handle.createQuery("""
                        with next as (select nextval(pg_get_serial_sequence('experiment', 'id')) as id)
                        insert into experiment (id, team_id, name, artifact_location, created_at, updated_at)
                        overriding system value
                        select id, :team, :name, coalesce(nullif(:location, ''), 'mlflow-artifacts:/' || id), :now, :now from next
                        on conflict (team_id, name) do nothing returning id
                        """)
                .bind("team", teamId)
                .bind("name", name)
                .bind("location", artifactLocation)
                .bind("now", System.currentTimeMillis())
                .mapTo(Long.class)
                .findOne();
    }

    private static Experiment theDefault(Handle handle, Caller caller) {
        long team = caller.team().id();
        return find(handle, team, DEFAULT_NAME).orElseGet(() -> {
            insert(handle, team, DEFAULT_NAME, "");
            return find(handle, team, DEFAULT_NAME).orElseThrow();
        });
    }

    private static long number(String id) {
        String known = id.isEmpty() ? DEFAULT_ID : id.strip();
        if (!WHOLE.matcher(known).matches()) {
            throw MlflowProblem.invalid("Invalid experiment ID '" + id + "'. Experiment ID must be a valid integer.");
        }
        BigInteger number = new BigInteger(known);
        if (number.bitLength() >= Long.SIZE) {
            throw MlflowProblem.missing("No Experiment with id=" + number + " exists");
        }
        return number.longValue();
    }

    private static Experiment experiment(ResultSet row) throws SQLException {
        return new Experiment(
                row.getLong("id"),
                row.getLong("team_id"),
                row.getString("name"),
                row.getString("artifact_location"),
                row.getString("lifecycle_stage").equals("active"));
    }
}
