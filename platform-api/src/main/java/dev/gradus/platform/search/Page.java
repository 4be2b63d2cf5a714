package dev.gradus.platform.search;

import dev.gradus.platform.mlflow.PageToken;
import dev.gradus.platform.mlflow.RawJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * One page of what a search found.
 *
 * <pre>{@code
 * Binds binds = new Binds();
 * Page page = new Page.Query(keyset, "name = 'rides'", 100, token)
 *         .run(handle, "json_build_object('name', m.name)", "model m", List.of("m.name = " + binds.add("rides")), binds);
 * }</pre>
 *
 * @param rows each as JSON
 * @param next the token of the next page
 */
public record Page(List<RawJson> rows, Optional<String> next) {
    public Page {
        rows = List.copyOf(rows);
    }

    /**
     * A search for one page.
     *
     * @param question all that decides what is found, apart from the page
     * @param size how many rows a page has at most
     * @param token of this page; empty for the first
     */
    public record Query(Keyset keyset, String question, int size, String token) {
        /** Finds the page; {@code json} and {@code from} are trusted SQL, and so are the conditions. */
        public Page run(Handle handle, String json, String from, List<String> conditions, Binds binds) {
            List<String> all = new ArrayList<>(conditions);
            PageToken.read(token, question).ifPresent(keys -> all.add(keyset.after(keys, binds)));
            String sql = "select " + keyset.values() + ", " + json + " from " + from + " where "
                    + String.join(" and ", all) + " order by " + keyset.orderBy() + " limit " + (size + 1);
            return page(handle.createQuery(sql)
                    .bindMap(binds.values())
                    .map((row, context) -> Row.of(row))
                    .list());
        }

        private Page page(List<Row> found) {
            List<Row> rows = found.subList(0, Math.min(size, found.size()));
            Optional<String> next = found.size() > rows.size() && !rows.isEmpty()
                    ? Optional.of(
                            PageToken.write(question, rows.get(rows.size() - 1).keys()))
                    : Optional.empty();
            return new Page(rows.stream().map(Row::json).toList(), next);
        }
    }

    private record Row(List<String> keys, RawJson json) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(List.of((String[]) row.getArray(1).getArray()), new RawJson(row.getString(2)));
        }
    }
}
