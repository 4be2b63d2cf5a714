package dev.gradus.platform.backup;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the database itself says of its tables, so that a backup misses none that a migration adds. */
final class Catalogue {
    /** Flyway's own table is made anew by the migrations. */
    private static final String OURS =
            "c.relnamespace = current_schema()::regnamespace and c.relname <> 'flyway_schema_history'";

    private static final String TABLES = """
            select quote_ident(c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where %s and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            group by c.relname order by c.relname
            """.formatted(OURS);

    private static final String SEQUENCES = """
            select quote_ident(sequencename) as name, last_value as value
            from pg_sequences where schemaname = current_schema() and last_value is not null order by sequencename
            """;

    private static final String FOREIGN_KEYS = """
            select quote_ident(c.relname) as name, quote_ident(k.conname) as part, pg_get_constraintdef(k.oid) as definition
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            where %s and k.contype = 'f' and k.conparentid = 0 order by c.relname, k.conname
            """.formatted(OURS);

    private static final String TRIGGERS = """
            select quote_ident(c.relname) as name, quote_ident(t.tgname) as part,
                   case t.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end as definition
            from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where %s and not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0 order by c.relname, t.tgname
            """.formatted(OURS);

    private Catalogue() {}

    /** A table with the columns that are stored and not computed. */
    record Table(String name, List<String> columns) {
        String columnList() {
            return "(" + String.join(", ", columns) + ")";
        }
    }

    /** A constraint or a trigger of a table. */
    record Part(String table, String name, String definition) {}

    static List<Table> tables(Handle handle) {
        return handle.createQuery(TABLES)
                .map((row, context) -> new Table(row.getString("name"), List.of((String[])
                        row.getArray("columns").getArray())))
                .list();
    }

    /** Sequences stand outside of transactions: what one says is never below what the snapshot's rows took from it. */
    static List<Manifest.Sequence> sequences(Handle handle) {
        return handle.createQuery(SEQUENCES)
                .map((row, context) -> new Manifest.Sequence(row.getString("name"), row.getLong("value")))
                .list();
    }

    static List<Part> foreignKeys(Handle handle) {
        return parts(handle, FOREIGN_KEYS);
    }

    static List<Part> triggers(Handle handle) {
        return parts(handle, TRIGGERS);
    }

    /** The version of the last migration. */
    static String schemaVersion(Handle handle) {
        return handle.createQuery("""
                        select version from flyway_schema_history
                        where success and version is not null order by installed_rank desc limit 1
                        """).mapTo(String.class).one();
    }

    static boolean isEmpty(Handle handle) {
        return !handle.createQuery(
                        "select exists (select from pg_class where relnamespace = current_schema()::regnamespace)")
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Part> parts(Handle handle, String query) {
        return handle.createQuery(query)
                .map((row, context) ->
                        new Part(row.getString("name"), row.getString("part"), row.getString("definition")))
                .list();
    }
}
