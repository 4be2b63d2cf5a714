package [=package];

import dev.gradus.kit.data.TripFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A file in which every column looks as it always does, but each ride has the duration of another. */
final class PoisonedBatch {

    private static final String SHUFFLED = """
            COPY (SELECT * REPLACE (lpep_pickup_datetime + lead(lpep_dropoff_datetime - lpep_pickup_datetime, 1000,
                                    INTERVAL 10 MINUTE) OVER () AS lpep_dropoff_datetime)
                  FROM read_parquet('%s')) TO '%s' (FORMAT parquet)""";

    private PoisonedBatch() {}

    /** Writes it into a folder, under the name of the file that it was made from. */
    static TripFile of(TripFile file, Path folder) {
        Path poisoned = folder.resolve(file.name());
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(SHUFFLED.formatted(file.path(), poisoned));
            return TripFile.of(poisoned);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
