package dev.gradus.platform.database;

/**
 * Where a database is and who connects.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://HOST:PORT/NAME}
 */
public record DatabaseAddress(String url, String user, String password) {
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
