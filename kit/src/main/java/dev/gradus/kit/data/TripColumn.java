package dev.gradus.kit.data;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns that are read, under the names they have in green and yellow files. Case does not matter, nor does their order.
 *
 * <pre>{@code
 * TripReader.read(file, TripColumn.NEEDED_TO_TRAIN, rides::add);
 * }</pre>
 */
public enum TripColumn {
    PICKUP(1, Kind.TIME, "lpep_pickup_datetime", "tpep_pickup_datetime"),
    DROPOFF(2, Kind.TIME, "lpep_dropoff_datetime", "tpep_dropoff_datetime"),
    PICKUP_ZONE(3, Kind.INTEGER, "PULocationID"),
    DROPOFF_ZONE(4, Kind.INTEGER, "DOLocationID"),
    DISTANCE(5, Kind.DECIMAL, "trip_distance"),
    VENDOR(6, Kind.INTEGER, "VendorID"),
    PASSENGERS(7, Kind.INTEGER, "passenger_count"),
    RATE_CODE(8, Kind.INTEGER, "RatecodeID"),
    PAYMENT_TYPE(9, Kind.INTEGER, "payment_type"),
    TRIP_TYPE(10, Kind.INTEGER, "trip_type"),
    STORE_AND_FORWARD(11, Kind.FLAG, "store_and_fwd_flag");

    /** What is wrong with a column that a file does not have. */
    public static final String MISSING = "is missing";

    /** To learn from rides, or to measure a model on them, their end must be known. */
    public static final Set<TripColumn> NEEDED_TO_TRAIN =
            Set.copyOf(EnumSet.of(PICKUP, DROPOFF, PICKUP_ZONE, DROPOFF_ZONE, DISTANCE));

    /** What is known at the pickup. */
    public static final Set<TripColumn> NEEDED_AT_PICKUP = Set.copyOf(EnumSet.of(PICKUP, PICKUP_ZONE, DROPOFF_ZONE));

    /** What is known at the pickup, and the distance once driven. */
    public static final Set<TripColumn> NEEDED_AFTER_TRIP =
            Set.copyOf(EnumSet.of(PICKUP, PICKUP_ZONE, DROPOFF_ZONE, DISTANCE));

    private final int position;
    private final Kind kind;
    private final String green;
    private final String yellow;

    TripColumn(int position, Kind kind, String name) {
        this(position, kind, name, name);
    }

    TripColumn(int position, Kind kind, String green, String yellow) {
        this.position = position;
        this.kind = kind;
        this.green = green;
        this.yellow = yellow;
    }

    /** Its place in the query, from 1: looked up by number because a name costs a search in every row. */
    int position() {
        return position;
    }

    /** What files call it: as the TLC's green files do, or else as its yellow ones. */
    public List<String> names() {
        return green.equals(yellow) ? List.of(green) : List.of(green, yellow);
    }

    boolean accepts(String sqlType) {
        return kind.types.matcher(sqlType).matches();
    }

    String expected() {
        return kind.description;
    }

    /** Why a file whose columns have these types has no such column, or has it as something else. */
    Optional<String> misfit(Map<String, String> types) {
        Optional<String> name = names().stream().filter(types::containsKey).findFirst();
        if (name.isEmpty()) {
            return Optional.of(MISSING);
        }
        String type = types.getOrDefault(name.get(), "");
        return accepts(type) ? Optional.empty() : Optional.of("is %s, expected %s".formatted(type, kind.description));
    }

    /** SQL over a column that may have changed its type between months: what does not convert becomes null. */
    String sql(String column) {
        return switch (kind) {
            case TIME -> "epoch_us(TRY_CAST(%s AS TIMESTAMP))".formatted(column);
            case INTEGER -> "TRY_CAST(TRY_CAST(%s AS DOUBLE) AS INTEGER)".formatted(column);
            case DECIMAL -> "TRY_CAST(%s AS DOUBLE)".formatted(column);
            case FLAG -> "upper(TRY_CAST(%s AS VARCHAR)) IN ('Y', 'TRUE', '1')".formatted(column);
        };
    }

    String sqlOfNothing() {
        return switch (kind) {
            case TIME -> "NULL::BIGINT";
            case INTEGER -> "NULL::INTEGER";
            case DECIMAL -> "NULL::DOUBLE";
            case FLAG -> "NULL::BOOLEAN";
        };
    }

    private enum Kind {
        TIME("a timestamp without time zone", "TIMESTAMP(_S|_MS|_NS)?|DATE"),
        INTEGER("a number", "U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*"),
        DECIMAL("a number", "U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*"),
        FLAG("Y or N", "VARCHAR|BOOLEAN");

        private final String description;
        private final Pattern types;

        Kind(String description, String types) {
            this.description = description;
            this.types = Pattern.compile(types);
        }
    }
}
