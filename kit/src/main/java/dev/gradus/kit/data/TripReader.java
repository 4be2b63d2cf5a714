package dev.gradus.kit.data;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streams trip records out of a Parquet or CSV file, in the file's order and in constant memory.
 *
 * <p>Columns may be re-ordered, missing, extra or of another type than last month; only a column that is
 * <em>needed</em> must be there with the right type.
 *
 * <pre>{@code
 * List<TripRow> rides = new ArrayList<>();
 * DropReport report = TripReader.readRides(TripFile.of(path), rides::add);
 * System.out.println(report);   // 73908 of 76518 rides; dropped: …
 * }</pre>
 */
public final class TripReader {

    private static final int MAGIC = 4;

    private TripReader() {}

    /**
     * Reads the rides that can be learnt from: 1 to 60 minutes long, with zones and a distance.
     *
     * @throws BadInput when the file is no data file, lacks a needed column, or has no such ride
     */
    public static DropReport readRides(TripFile file, Consumer<TripRow> rides) {
        RideCounter counter = new RideCounter(file, rides);
        readAll(file.path(), TripColumn.NEEDED_TO_TRAIN, counter);
        DropReport report = counter.report();
        if (report.kept() == 0) {
            throw new BadInput("%s has no usable ride: %s".formatted(file.path(), report), "give another month");
        }
        return report;
    }

    /**
     * Reads every row, whatever is in it.
     *
     * @throws BadInput when the file is no data file or lacks a needed column
     */
    public static void readAll(Path file, Set<TripColumn> needed, Consumer<TripRow> rows) {
        String source = source(file);
        try (Connection duck = open();
                Statement statement = duck.createStatement()) {
            String query = query(file, source, columnTypes(statement, source), needed);
            try (ResultSet results = statement.executeQuery(query)) {
                for (long row = 0; results.next(); row++) {
                    rows.accept(row(row, results));
                }
            }
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * What is wrong with a file's columns, such as {@code is VARCHAR, expected a number}; those that can be read are not in it.
     *
     * @throws BadInput when the file is no data file
     */
    public static SortedMap<TripColumn, String> misfits(Path file) {
        String source = source(file);
        try (Connection duck = open();
                Statement statement = duck.createStatement()) {
            Map<String, String> types = columnTypes(statement, source);
            SortedMap<TripColumn, String> misfits = new TreeMap<>();
            for (TripColumn column : TripColumn.values()) {
                column.misfit(types).ifPresent(misfit -> misfits.put(column, misfit));
            }
            return misfits;
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static Connection open() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("memory_limit", "512MB");
        settings.setProperty("threads", "1");
        settings.setProperty("temp_directory", "");
        // Nothing but the file that was named: no extension from a server, no stored credentials.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("allow_persistent_secrets", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    private static String source(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("%s is not a file".formatted(file), "check the path");
        }
        String path = literal(file);
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return "read_csv(%s, header = true)".formatted(path);
        }
        requireParquet(file);
        return "read_parquet(%s)".formatted(path);
    }

    /** A truncated download has no closing mark; saying so here is clearer than what a reader says of the ruins. */
    private static void requireParquet(Path file) {
        byte[] head = new byte[MAGIC];
        byte[] tail = new byte[MAGIC];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() >= 2 * MAGIC) {
                bytes.readFully(head);
                bytes.seek(bytes.length() - MAGIC);
                bytes.readFully(tail);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        if (!"PAR1".equals(new String(head, StandardCharsets.US_ASCII))) {
            throw new BadInput(
                    "%s is not a Parquet file".formatted(file), "give a .parquet file of the TLC, or a .csv");
        }
        if (!"PAR1".equals(new String(tail, StandardCharsets.US_ASCII))) {
            throw new BadInput("%s is truncated: its footer is missing".formatted(file), "download it again");
        }
    }

    /** An SQL string in which the path stands for itself: DuckDB would expand *, ? and [ in it. */
    private static String literal(Path file) {
        String path = file.toAbsolutePath().toString();
        StringBuilder escaped = new StringBuilder("'");
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            switch (c) {
                case '*', '?', '[' -> escaped.append('[').append(c).append(']');
                case '\'' -> escaped.append("''");
                default -> escaped.append(c);
            }
        }
        return escaped.append('\'').toString();
    }

    private static Map<String, String> columnTypes(Statement statement, String source) throws SQLException {
        Map<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (columns.next()) {
                types.put(columns.getString("column_name"), columns.getString("column_type"));
            }
        }
        return types;
    }

    private static String query(Path file, String source, Map<String, String> types, Set<TripColumn> needed) {
        List<String> selected = new ArrayList<>();
        for (TripColumn column : TripColumn.values()) {
            String name = column.names().stream()
                    .filter(types::containsKey)
                    .findFirst()
                    .orElse(null);
            if (needed.contains(column)) {
                requireColumn(file, column, name, name == null ? null : types.get(name));
            }
            selected.add(name == null ? column.sqlOfNothing() : column.sql("\"" + name + "\""));
        }
        return "SELECT %s FROM %s".formatted(String.join(", ", selected), source);
    }

    private static void requireColumn(Path file, TripColumn column, @Nullable String name, @Nullable String type) {
        if (name == null || type == null) {
            throw new BadInput(
                    "%s has no column %s".formatted(file, String.join(" or ", column.names())),
                    "give a file with the columns that the TLC publishes");
        }
        if (!column.accepts(type)) {
            throw new BadInput(
                    "column %s of %s is %s, expected %s".formatted(name, file, type, column.expected()),
                    "convert the column, or give the file as the TLC publishes it");
        }
    }

    private static TripRow row(long row, ResultSet results) throws SQLException {
        return new TripRow(
                row,
                time(results, TripColumn.PICKUP),
                time(results, TripColumn.DROPOFF),
                integer(results, TripColumn.PICKUP_ZONE),
                integer(results, TripColumn.DROPOFF_ZONE),
                decimal(results, TripColumn.DISTANCE),
                integer(results, TripColumn.VENDOR),
                integer(results, TripColumn.PASSENGERS),
                integer(results, TripColumn.RATE_CODE),
                integer(results, TripColumn.PAYMENT_TYPE),
                integer(results, TripColumn.TRIP_TYPE),
                flag(results, TripColumn.STORE_AND_FORWARD));
    }

    private static @Nullable LocalDateTime time(ResultSet results, TripColumn column) throws SQLException {
        long micros = results.getLong(column.position());
        return results.wasNull()
                ? null
                : LocalDateTime.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        (int) Math.floorMod(micros, 1_000_000L) * 1000,
                        ZoneOffset.UTC);
    }

    private static @Nullable Integer integer(ResultSet results, TripColumn column) throws SQLException {
        int value = results.getInt(column.position());
        return results.wasNull() ? null : Integer.valueOf(value);
    }

    private static @Nullable Double decimal(ResultSet results, TripColumn column) throws SQLException {
        double value = results.getDouble(column.position());
        return results.wasNull() ? null : Double.valueOf(value);
    }

    private static @Nullable Boolean flag(ResultSet results, TripColumn column) throws SQLException {
        boolean value = results.getBoolean(column.position());
        return results.wasNull() ? null : Boolean.valueOf(value);
    }

    private static BadInput unreadable(Path file, SQLException e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
        return new BadInput("%s cannot be read: %s".formatted(file, reason), "download it again");
    }
}
