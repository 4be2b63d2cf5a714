package dev.gradus.platform.backup;

import dev.gradus.platform.database.DatabaseAddress;
import dev.gradus.platform.database.Migrations;
import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/** Fills an empty database from a backup: the schema by the migrations it had then, its rows, and the migrations since. */
final class Restore {
    private final DatabaseAddress database;
    private final Migrations migrations;
    private final BackupFile backup;

    Restore(DatabaseAddress database, Migrations migrations, BackupFile backup) {
        this.database = database;
        this.migrations = migrations;
        this.backup = backup;
    }

    void run() throws SQLException {
        Jdbi jdbi = Jdbi.create(database::connect);
        requireKnown();
        jdbi.useHandle(this::requireEmpty);
        migrations.upTo(backup.manifest().schema());
        jdbi.<SQLException>useTransaction(this::load);
        jdbi.useHandle(handle -> handle.execute("analyze"));
        migrations.all();
    }

    private void requireKnown() {
        if (!migrations.knows(backup.manifest().schema())) {
            throw new Halt(
                    "the backup is of schema " + backup.manifest().schema() + ", and this Gradus knows "
                            + migrations.newest() + " and older",
                    "restore it with the Gradus that made it, or a newer one.");
        }
    }

    private void requireEmpty(Handle handle) {
        if (!Catalogue.isEmpty(handle)) {
            throw new Halt("the database " + database + " is not empty", "create a new one to restore into.");
        }
    }

    /** References are checked when all rows are there; triggers that react to changes see none. */
    private void load(Handle handle) throws SQLException {
        List<Catalogue.Part> keys = Catalogue.foreignKeys(handle);
        List<Catalogue.Part> triggers = Catalogue.triggers(handle);
        keys.forEach(key -> handle.execute("alter table " + key.table() + " drop constraint " + key.name()));
        triggers.forEach(it -> handle.execute("alter table " + it.table() + " disable trigger " + it.name()));
        Catalogue.tables(handle).forEach(table -> clear(handle, table));
        for (Manifest.Table table : backup.manifest().tables()) {
            load(handle, table);
        }
        backup.manifest().sequences().forEach(it -> handle.execute("select setval(?, ?)", it.name(), it.value()));
        triggers.forEach(it ->
                handle.execute("alter table " + it.table() + " enable " + it.definition() + "trigger " + it.name()));
        keys.forEach(key -> handle.execute(
                "alter table " + key.table() + " add constraint " + key.name() + " " + key.definition()));
    }

    /** What a migration put there is in the backup too, as it was when that was made. */
    private static void clear(Handle handle, Catalogue.Table table) {
        boolean filled = handle.createQuery("select exists (select from " + table.name() + ")")
                .mapTo(Boolean.class)
                .one();
        if (filled) {
            handle.execute("delete from " + table.name());
        }
    }

    private void load(Handle handle, Manifest.Table table) throws SQLException {
        String columns = new Catalogue.Table(table.name(), table.columns()).columnList();
        try (InputStream rows = backup.rows(table)) {
            long loaded = handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table.name() + columns + " from stdin", rows, 1 << 16);
            if (loaded != table.rows()) {
                throw new Halt(
                        "table " + table.name() + " has " + loaded + " rows and not " + table.rows(),
                        "take another backup; this one was changed.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
