package dev.gradus.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.TestPostgres;
import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.Migrations;
import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of one database, restored into another of the same PostgreSQL. */
final class BackupIT {
    private static final String SCHEMA = "classpath:db/backup";
    private static final List<String> TABLES = List.of(
            "select * from parent order by id",
            "select id, parent_id, elder, words, bytes, detail, exact::text, number, at, by::text from child order by id",
            "select * from \"Odd Name\" order by \"select\"",
            "select tableoid::regclass::text as part, * from part_of order by month, value",
            "select * from kept");

    @TempDir
    Path folder;

    private final DatabaseAddress source = TestPostgres.address();
    private final Jdbi jdbi = Jdbi.create(source::connect);

    @Test
    void everythingComesBackAsItWas() throws Exception {
        fill();
        Path file = backup();

        Jdbi restored = restore(file);

        assertThat(contents(restored)).isEqualTo(contents(jdbi));
        assertThat(count(restored, "select count(*) from forgotten")).isZero();
    }

    @Test
    void whatTheDatabaseRefusedBeforeItRefusesAfterwards() throws Exception {
        fill();

        Jdbi restored = restore(backup());

        assertThat(definitions(restored)).isEqualTo(definitions(jdbi)).isNotEmpty();
        restored.useHandle(handle -> {
            assertThatThrownBy(() -> handle.execute("delete from kept")).hasMessageContaining("refused");
            assertThatThrownBy(() -> handle.execute("insert into child (parent_id) values (1000000)"))
                    .hasMessageContaining("foreign key");
        });
    }

    @Test
    void numbersGoOnWhereTheyWere() throws Exception {
        fill();
        long given = count(jdbi, "insert into parent (name) values ('last') returning id");
        Path file = backup();

        long next = count(restore(file), "insert into parent (name) values ('next') returning id");

        assertThat(next).isEqualTo(given + 1);
    }

    @Test
    void migrationsSinceThenAreApplied() throws Exception {
        new Migrations(source, SCHEMA).upTo("1");
        jdbi.useHandle(handle -> handle.execute("insert into parent (name) values ('a')"));
        jdbi.useHandle(handle -> handle.execute("insert into child (parent_id) select id from parent"));

        Jdbi restored = restore(backup());

        assertThat(strings(restored, "select since from child")).containsExactly("new");
    }

    @Test
    void underLoadItHoldsAllThatWasAcknowledgedBeforeItBeganAndNothingTorn() throws Exception {
        new Migrations(source, SCHEMA).all();
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean go = new AtomicBoolean(true);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        for (int writer = 0; writer < 4; writer++) {
            String name = "writer" + writer;
            writers.execute(() -> write(name, go, acknowledged));
        }
        Awaitility.await().until(() -> acknowledged.size() > 200);
        List<String> before = List.copyOf(acknowledged);

        Path file = backup();

        long written = acknowledged.size();
        go.set(false);
        writers.shutdown();
        assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        Jdbi restored = restore(file);
        List<String> names = strings(restored, "select name from parent");
        assertThat(names).containsAll(before);
        assertThat(written).as("rows written while the backup was made").isGreaterThan(before.size());
        // Each transaction made one parent with three children.
        assertThat(count(restored, "select count(*) from child")).isEqualTo(3L * names.size());
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAsItIs() throws Exception {
        fill();
        Path file = backup();
        DatabaseAddress target = TestPostgres.address();
        Jdbi other = Jdbi.create(target::connect);
        other.useHandle(handle -> handle.execute("create table mine (value text)"));

        assertThatThrownBy(() -> restore(file, target))
                .isInstanceOf(Halt.class)
                .hasMessageContaining(target.toString())
                .hasMessageContaining("not empty");

        assertThat(count(other, "select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo(1);
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        fill();
        jdbi.useHandle(handle -> handle.execute("update flyway_schema_history set version = '99' where version = '2'"));
        Path file = backup();

        assertThatThrownBy(() -> restore(file))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("schema 99")
                .hasMessageContaining("knows 2");
    }

    @Test
    void aBackupThatIsCutShortAnywhereIsRefusedBeforeAnythingIsMade() throws Exception {
        fill();
        byte[] whole = Files.readAllBytes(backup());
        Path cut = folder.resolve("cut.zip");
        DatabaseAddress target = TestPostgres.address();
        for (int part = 0; part < 20; part++) {
            Files.write(cut, Arrays.copyOf(whole, whole.length * part / 20));

            assertThatThrownBy(() -> restore(cut, target))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("no whole backup");
        }
        assertThat(count(Jdbi.create(target::connect), "select count(*) from pg_class where relnamespace = 2200"))
                .isZero();
    }

    @Test
    void aBackupInWhichAnyByteOfARowWasChangedIsRefused() throws Exception {
        fill();
        byte[] whole = Files.readAllBytes(backup());
        Path changed = folder.resolve("changed.zip");
        for (int at = 0; at < whole.length; at += 3) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 0x20;
            Files.write(changed, bytes);

            try (BackupFile read = BackupFile.open(changed)) {
                // What a reader of zip files passes over, such as the time of an entry, is no change.
                assertThat(read.manifest().schema()).isEqualTo("2");
            } catch (Halt refused) {
                assertThat(refused.line()).contains(changed.toString()).contains("Maybe: ");
            }
        }
    }

    private void fill() {
        new Migrations(source, SCHEMA).all();
        jdbi.useHandle(handle -> {
            handle.execute("insert into parent (name) select 'p' || g from generate_series(1, 50) g");
            handle.execute("update parent set favourite = 51 - id");
            handle.execute("""
                    insert into child (parent_id, words, bytes, detail, exact, number) values
                    (1, '{"a b","NULL",null,"\\"",""}', '\\x00ff0a5c', '{"tab": "\\t"}', '{ "b":1,"a" :2 }', 'NaN'),
                    (2, '{}', null, '{}', null, '-Infinity'), (3, '{ü,日本}', '', '[1]', 'null', 0.1),
                    (4, array[E'back\\\\slash', E'new\\nline', E'\\\\.'], null, '{}', null, 1e300)
                    """);
            handle.execute("update child set elder = (select id from child where parent_id = 1) where parent_id = 2");
            handle.execute("insert into \"Odd Name\" values (1, 'one'), (2, null)");
            handle.execute("insert into part_of values (1, 'a'), (2, 'b')");
            handle.execute("insert into forgotten values ('x')");
        });
    }

    private static void write(Handle handle, String name) {
        handle.useTransaction(transaction -> {
            long id = transaction
                    .createQuery("insert into parent (name) values (:name) returning id")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one();
            IntStream.range(0, 3).forEach(child -> transaction.execute("insert into child (parent_id) values (?)", id));
        });
    }

    private void write(String writer, AtomicBoolean go, Queue<String> acknowledged) {
        jdbi.useHandle(handle -> {
            for (int count = 0; go.get(); count++) {
                String name = writer + "-" + count;
                write(handle, name);
                acknowledged.add(name);
            }
        });
    }

    private Path backup() throws IOException, SQLException {
        Path file = folder.resolve("backup.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            new Backups(jdbi, List.of()).write(out);
        }
        return file;
    }

    private static Jdbi restore(Path file) throws IOException, SQLException {
        DatabaseAddress target = TestPostgres.address();
        restore(file, target);
        return Jdbi.create(target::connect);
    }

    private static void restore(Path file, DatabaseAddress target) throws IOException, SQLException {
        try (BackupFile backup = BackupFile.open(file)) {
            new Restore(target, new Migrations(target, SCHEMA), backup).run();
        }
    }

    private static List<String> contents(Jdbi database) {
        return TABLES.stream()
                .flatMap(query -> strings(database, "select row::text from (" + query + ") as row").stream())
                .toList();
    }

    private static List<String> definitions(Jdbi database) {
        return strings(database, """
                select conrelid::regclass || ' ' || conname || ' ' || convalidated || pg_get_constraintdef(oid)
                from pg_constraint where connamespace = 'public'::regnamespace
                union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text
                from pg_trigger where not tgisinternal order by 1
                """);
    }

    private static List<String> strings(Jdbi database, String query) {
        return database.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static long count(Jdbi database, String query) {
        return database.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
