package dev.gradus.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The migrations over databases that are in use. */
final class MigrationsIT {
    private static final Path RELEASED = Path.of("src/test/resources/db/released");
    /** Rows that may be there once the migration of that version has run. */
    private static final Path ROWS = Path.of("src/test/resources/db/rows");

    private final DatabaseAddress database = TestPostgres.address();
    private final Migrations migrations = new Migrations(database);
    private final Jdbi jdbi = Jdbi.create(database::connect);

    @TestFactory
    Stream<DynamicTest> everyReleasedSchemaIsBroughtUpToDate() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> new MigrationsIT().requireUpToDate(file)));
        }
    }

    private void requireUpToDate(Path dump) throws IOException, SQLException {
        run(dump);
        Map<String, Long> before = rows();

        migrations.all();

        assertThat(rows()).containsAllEntriesOf(before);
    }

    @TestFactory
    Stream<DynamicTest> everyVersionWithRowsInItIsBroughtUpToDate() {
        return migrations.versions().stream()
                .map(version -> DynamicTest.dynamicTest(version, () -> new MigrationsIT().requireUpToDate(version)));
    }

    private void requireUpToDate(String version) throws IOException, SQLException {
        for (String each : migrations.versions()) {
            migrations.upTo(each);
            Path rows = ROWS.resolve(each + ".sql");
            if (Files.exists(rows)) {
                run(rows);
            }
            if (each.equals(version)) {
                break;
            }
        }
        Map<String, Long> before = rows();

        migrations.all();

        assertThat(rows()).containsAllEntriesOf(before);
    }

    @Test
    void allRowsBelongToAMigration() throws IOException {
        try (Stream<Path> files = Files.list(ROWS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".sql", "")))
                    .isSubsetOf(migrations.versions());
        }
    }

    private void run(Path file) throws IOException, SQLException {
        String script = Files.readString(file);
        jdbi.<SQLException>useHandle(handle -> {
            try (Statement all = handle.getConnection().createStatement()) {
                all.execute(script);
            }
        });
    }

    private Map<String, Long> rows() {
        return jdbi.withHandle(handle -> {
            List<String> tables = handle.createQuery("""
                            select quote_ident(relname) from pg_class where relnamespace = current_schema()::regnamespace
                            and relkind = 'r' and relname <> 'flyway_schema_history'
                            """).mapTo(String.class).list();
            Map<String, Long> counts = new TreeMap<>();
            tables.forEach(table -> counts.put(
                    table,
                    handle.createQuery("select count(*) from " + table)
                            .mapTo(Long.class)
                            .one()));
            return counts;
        });
    }
}
