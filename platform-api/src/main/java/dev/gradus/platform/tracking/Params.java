package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The parameters of runs, which are written once: the same value again is fine, another one is refused. */
final class Params {
    private Params() {}

    /** Logs one parameter. */
    static void log(Handle handle, RunRef run, Entry param) {
        Map<String, String> kept = others(handle, run, List.of(param));
        if (!kept.isEmpty()) {
            throw MlflowProblem.invalid("Changing param values is not allowed. Param with key='" + param.key()
                    + "' was already logged with value='" + kept.get(param.key()) + "' for run ID='" + run.id()
                    + "'. Attempted logging new value '" + param.value() + "'.");
        }
    }

    /** Logs parameters of which no two have one key. */
    static void log(Handle handle, RunRef run, List<Entry> params) {
        if (params.isEmpty()) {
            return;
        }
        Map<String, String> kept = others(handle, run, params);
        if (!kept.isEmpty()) {
            String list = params.stream()
                    .filter(param -> kept.containsKey(param.key()))
                    .map(param -> "{'key': '" + param.key() + "', 'old_value': '" + kept.get(param.key())
                            + "', 'new_value': '" + param.value() + "'}")
                    .collect(Collectors.joining(", ", "[", "]"));
            throw MlflowProblem.invalid("Changing param values is not allowed. Params were already logged='" + list
                    + "' for run ID='" + run.id() + "'.");
        }
    }

    /** Writes the new ones; those that are there with another value. */
    private static Map<String, String> others(Handle handle, RunRef run, List<Entry> params) {
        Entries entries = Entries.lastOfEach(params);
        int written = handle.createUpdate("""
                        insert into param (run, experiment_id, key, value)
                        select :run, :experiment, key, value
                        from unnest(cast(:keys as text[]), cast(:values as text[])) as t (key, value)
                        on conflict (run, key) do nothing
                        """)
                .bind("run", run.number())
                .bind("experiment", run.experimentId())
                .bind("keys", entries.keys())
                .bind("values", entries.values())
                .execute();
        return written == entries.keys().length ? Map.of() : differing(handle, run, entries);
    }

    private static Map<String, String> differing(Handle handle, RunRef run, Entries entries) {
        return handle
                .createQuery("""
                        select p.key, p.value from unnest(cast(:keys as text[]), cast(:values as text[])) as t (key, value)
                        join param p on p.run = :run and p.key = t.key and p.value <> t.value
                        """)
                .bind("run", run.number())
                .bind("keys", entries.keys())
                .bind("values", entries.values())
                .map((row, context) -> new Entry(row.getString("key"), row.getString("value")))
                .stream()
                .collect(Collectors.toMap(Entry::key, Entry::value));
    }
}
