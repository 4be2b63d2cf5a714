package dev.gradus.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Where a database is and who connects.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://HOST:PORT/NAME}
 */
public record DatabaseAddress(String url, String user, String password) {
    private static final String TIMEOUT_SECONDS = "10";

    /** A connection outside of the server's pool. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        Connection connection = new org.postgresql.Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("no URL of PostgreSQL: " + this);
        }
        return connection;
    }

    /** Without the password, and without what follows the name, where one may stand too. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + " as " + user;
    }
}
