package dev.gradus.platform.tracking;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The metrics of runs: all their values, and the latest of each. */
final class Metrics {
    /**
     * The latest is the one of the greatest step, then instant, then value, where NaN counts as zero as in MLflow's store. Rows are
     * written in the order of their keys, so that transactions that write the same ones wait for each other in one order.
     */
    private static final String LOG = """
            with given as (
                select distinct key, step, logged_at, value
                from unnest(cast(:keys as text[]), cast(:steps as bigint[]), cast(:times as bigint[]),
                    cast(:values as double precision[])) as t (key, step, logged_at, value)),
            history as (
                insert into metric (run, key, logged_at, step, value)
                select :run, key, logged_at, step, value from given on conflict do nothing)
            insert into latest_metric as latest (run, experiment_id, key, step, logged_at, value)
            select distinct on (key) :run, :experiment, key, step, logged_at, value from given
            order by key, step desc, logged_at desc, coalesce(nullif(value, 'NaN'), 0) desc
            on conflict (run, key) do update
            set step = excluded.step, logged_at = excluded.logged_at, value = excluded.value
            where (excluded.step, excluded.logged_at, coalesce(nullif(excluded.value, 'NaN'), 0))
                > (latest.step, latest.logged_at, coalesce(nullif(latest.value, 'NaN'), 0))
            """;

    private Metrics() {}

    /** Logs values; what was logged before is ignored. */
    static void log(Handle handle, RunRef run, List<Metric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        handle.createUpdate(LOG)
                .bind("run", run.number())
                .bind("experiment", run.experimentId())
                .bind("keys", metrics.stream().map(Metric::key).toArray(String[]::new))
                .bind("steps", metrics.stream().map(Metric::step).toArray(Long[]::new))
                .bind("times", metrics.stream().map(Metric::timestamp).toArray(Long[]::new))
                .bind("values", metrics.stream().map(Metric::value).toArray(Double[]::new))
                .execute();
    }
}
