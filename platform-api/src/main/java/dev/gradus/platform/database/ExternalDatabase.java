package dev.gradus.platform.database;

import dev.gradus.platform.problem.Halt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL of the user's own, as the environment names it. */
public final class ExternalDatabase {
    /** The oldest that the tests run over. */
    private static final int OLDEST = 15;

    private static final String CHECK = "check GRADUS_DB_URL, GRADUS_DB_USER and GRADUS_DB_PASSWORD.";

    private ExternalDatabase() {}

    /** The database that {@code GRADUS_DB_URL} names, if it does. */
    public static Optional<DatabaseAddress> of(Map<String, String> environment) {
        String url = environment.getOrDefault("GRADUS_DB_URL", "");
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new DatabaseAddress(
                        url,
                        environment.getOrDefault("GRADUS_DB_USER", "gradus"),
                        environment.getOrDefault("GRADUS_DB_PASSWORD", "")));
    }

    /** Halts, with the reason, unless the database lets us in and is new enough. */
    public static void require(DatabaseAddress address) {
        if (!address.url().startsWith("jdbc:postgresql:")) {
            throw new Halt(
                    "GRADUS_DB_URL is no JDBC URL of PostgreSQL",
                    "write it as \"jdbc:postgresql://HOST:5432/NAME\", the user and the password apart from it.");
        }
        try (Connection connection = address.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST) {
                throw new Halt(
                        "the database " + address + " is PostgreSQL " + major + ", and " + OLDEST
                                + " is the oldest that Gradus runs over",
                        "upgrade it, or start without GRADUS_DB_URL.");
            }
        } catch (SQLException failure) {
            throw problem(address, failure);
        }
    }

    private static Halt problem(DatabaseAddress address, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28")) {
            return new Halt("the database refused " + address + ": the user or the password is wrong", CHECK, failure);
        }
        if (state.equals("3D000")) {
            return new Halt("there is no database " + address, "create it, or check GRADUS_DB_URL.", failure);
        }
        String reason = String.valueOf(failure.getMessage()).replaceFirst("\\. Check that .*", "");
        return new Halt("the database " + address + " can not be reached: " + reason, "start it. Or " + CHECK, failure);
    }
}
