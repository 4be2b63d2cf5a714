package dev.gradus.platform.database;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migrations, for a database that no server runs over.
 *
 * <pre>{@code
 * new Migrations(address).upTo("3");
 * }</pre>
 */
public final class Migrations {
    private final DatabaseAddress database;
    private final String location;

    /** Those of the server. */
    public Migrations(DatabaseAddress database) {
        this(database, "classpath:db/migration");
    }

    /** Those at a place that Flyway knows, as {@code classpath:db/migration}. */
    public Migrations(DatabaseAddress database, String location) {
        this.database = database;
        this.location = location;
    }

    /** Applies those up to a version. */
    public void upTo(String version) {
        configuration().target(version).load().migrate();
    }

    /** Applies all. */
    public void all() {
        configuration().load().migrate();
    }

    /** Whether this program has the migration of that version. */
    public boolean knows(String version) {
        return versions().contains(MigrationVersion.fromVersion(version).getVersion());
    }

    /** The version of the last one. */
    public String newest() {
        List<String> versions = versions();
        return versions.get(versions.size() - 1);
    }

    /** The versions of all, in the order in which they are applied. */
    public List<String> versions() {
        return Stream.of(configuration().load().info().all())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .sorted()
                .map(MigrationVersion::getVersion)
                .toList();
    }

    private FluentConfiguration configuration() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), database.user(), database.password())
                .locations(location);
    }
}
