package dev.gradus.kit.data;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes small data files for tests. */
final class Parquet {

    /** One good ride in the TLC's columns: ten minutes, on the first of January 2021. */
    static final String RIDE = "SELECT 2 AS VendorID, TIMESTAMP '2021-01-01 10:00:00' AS lpep_pickup_datetime,"
            + " TIMESTAMP '2021-01-01 10:10:00' AS lpep_dropoff_datetime, 'N' AS store_and_fwd_flag,"
            + " 1.0::DOUBLE AS RatecodeID, 74 AS PULocationID, 75 AS DOLocationID, 1.0::DOUBLE AS passenger_count,"
            + " 1.5::DOUBLE AS trip_distance, NULL::INTEGER AS ehail_fee, 1.0::DOUBLE AS payment_type,"
            + " 1.0::DOUBLE AS trip_type";

    private Parquet() {}

    /** A good ride with one column computed differently. */
    static String ride(String column, String expression) {
        return "SELECT * REPLACE (%s AS %s) FROM (%s)".formatted(expression, column, RIDE);
    }

    static Path write(Path file, String query) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (%s) TO '%s'".formatted(query, file.toString().replace("'", "''")));
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
