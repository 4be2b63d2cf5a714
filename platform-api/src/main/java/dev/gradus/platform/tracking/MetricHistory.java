package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.PageToken;
import dev.gradus.platform.search.Binds;
import dev.gradus.platform.search.Keyset;
import dev.gradus.platform.search.SortKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** All values of metrics. */
final class MetricHistory {
    private static final Keyset OLDEST_FIRST = new Keyset(List.of(
            new SortKey("m.logged_at", "bigint", true),
            new SortKey("m.step", "bigint", true),
            new SortKey("m.value", "float8", true)));

    /** The first of each of as many even parts, and the very last. */
    private static final String SPREAD = """
            with value as (
                select r.id, m.*, row_number() over newest as from_end, ntile(cast(:most as int)) over oldest as part
                from run r join metric m on m.run = r.number
                where r.id = any(:runs) and m.key = :key and m.step between :start and :end
                window oldest as (partition by m.run order by m.step, m.logged_at, m.value),
                    newest as (partition by m.run order by m.step desc, m.logged_at desc, m.value desc)),
            first as (
                select *, row_number() over (partition by run, part order by step, logged_at, value) as place,
                    max(part) over (partition by run) as parts
                from value)
            select id, key, value, logged_at, step from first
            where from_end = 1 or (place = 1 and (part < :most or (parts < :most)))
            order by array_position(:runs, id), step, logged_at, value
            """;

    private MetricHistory() {}

    /** Values of one run, oldest first; all of them without {@code most}, and none of a run that is not there. */
    static Values page(Handle handle, String run, String key, Optional<Long> most, String token) {
        String question = run + '\n' + key;
        Binds binds = new Binds();
        String after = PageToken.read(token, question)
                .map(keys -> " and " + OLDEST_FIRST.after(keys, binds))
                .orElse("");
        String limit = most.map(number -> " limit " + (number + 1)).orElse("");
        List<Value> values = handle.createQuery(
                        "select * from metric m where m.run = (select number from run where id = :run) and m.key = :key"
                                + after + " order by " + OLDEST_FIRST.orderBy() + limit)
                .bindMap(binds.values())
                .bind("run", run)
                .bind("key", key)
                .map((row, context) -> value(row))
                .list();
        if (most.isEmpty() || values.size() <= most.get()) {
            return new Values(values, Optional.empty());
        }
        List<Value> page = values.subList(0, most.get().intValue());
        Value last = page.get(page.size() - 1);
        List<String> keys =
                List.of(Long.toString(last.timestamp), Long.toString(last.step), Double.toString(last.value));
        return new Values(page, Optional.of(PageToken.write(question, keys)));
    }

    /** Values of several runs, by run and then oldest first. */
    static List<OfRun> ofRuns(Handle handle, List<String> runs, String key, long most) {
        return handle.createQuery("""
                        select r.id, m.* from run r join metric m on m.run = r.number
                        where r.id = any(:runs) and m.key = :key order by r.id, m.logged_at, m.step, m.value limit :most
                        """)
                .bind("runs", runs.toArray(String[]::new))
                .bind("key", key)
                .bind("most", most)
                .map((row, context) -> ofRun(row))
                .list();
    }

    /** At most so many values of each run, evenly spread over its values, the first and the last among them. */
    static List<OfRun> spread(Handle handle, List<String> runs, String key, long most, Steps steps) {
        return handle.createQuery(SPREAD)
                .bind("runs", runs.toArray(String[]::new))
                .bind("key", key)
                .bind("most", most)
                .bind("start", steps.start())
                .bind("end", steps.end())
                .map((row, context) -> ofRun(row))
                .list();
    }

    private static Value value(ResultSet row) throws SQLException {
        return new Value(row.getString("key"), row.getDouble("value"), row.getLong("logged_at"), row.getLong("step"));
    }

    private static OfRun ofRun(ResultSet row) throws SQLException {
        return new OfRun(
                row.getString("key"),
                row.getDouble("value"),
                row.getLong("logged_at"),
                row.getLong("step"),
                row.getString("id"));
    }

    /** A page of values as it is answered. */
    record Values(List<Value> metrics, Optional<String> nextPageToken) {}

    /** One value as it is answered. */
    record Value(String key, double value, long timestamp, long step) {}

    /** One value of one of several runs. */
    record OfRun(String key, double value, long timestamp, long step, String runId) {}

    /** From step to step, both included. */
    record Steps(long start, long end) {}
}
