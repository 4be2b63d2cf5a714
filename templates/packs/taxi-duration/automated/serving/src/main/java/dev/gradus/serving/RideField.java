package dev.gradus.serving;

import dev.gradus.kit.data.TripColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request may say of a ride, under the names of the TLC's columns, and what is accepted. */
enum RideField {
    PICKUP(TripColumn.PICKUP, "BYTES", "pickup_datetime", "lpep_pickup_datetime", "tpep_pickup_datetime"),
    PICKUP_ZONE(TripColumn.PICKUP_ZONE, "INT64", 1, 265, "PULocationID"),
    DROPOFF_ZONE(TripColumn.DROPOFF_ZONE, "INT64", 1, 265, "DOLocationID"),
    DISTANCE(TripColumn.DISTANCE, "FP64", 0, 1000, "trip_distance"),
    VENDOR(TripColumn.VENDOR, "INT64", 1, 9, "VendorID"),
    PASSENGERS(TripColumn.PASSENGERS, "INT64", 0, 9, "passenger_count"),
    RATE_CODE(TripColumn.RATE_CODE, "INT64", 1, 99, "RatecodeID"),
    PAYMENT_TYPE(TripColumn.PAYMENT_TYPE, "INT64", 0, 9, "payment_type"),
    TRIP_TYPE(TripColumn.TRIP_TYPE, "INT64", 1, 2, "trip_type"),
    STORE_AND_FORWARD(TripColumn.STORE_AND_FORWARD, "BYTES", "store_and_fwd_flag");

    private static final Map<String, RideField> BY_NAME = byName();

    private final TripColumn column;
    private final String datatype;
    private final double least;
    private final double most;
    private final List<String> names;

    RideField(TripColumn column, String datatype, String... names) {
        this(column, datatype, Double.NaN, Double.NaN, names);
    }

    RideField(TripColumn column, String datatype, double least, double most, String... names) {
        this.column = column;
        this.datatype = datatype;
        this.least = least;
        this.most = most;
        this.names = List.of(names);
    }

    private static Map<String, RideField> byName() {
        Map<String, RideField> fields = new HashMap<>();
        for (RideField field : values()) {
            field.names.forEach(name -> {
                fields.put(name, field);
                fields.put(name.toLowerCase(Locale.ROOT), field);
            });
        }
        return fields;
    }

    /** The field of that name, in any case of letters; null where there is none. */
    static @Nullable RideField find(String name) {
        RideField field = BY_NAME.get(name);
        return field == null ? BY_NAME.get(name.toLowerCase(Locale.ROOT)) : field;
    }

    /** The field of that name. */
    static RideField named(String name) {
        RideField field = find(name);
        if (field == null) {
            throw Refusal.bad("a ride has no field '%s'; it has %s", name, all());
        }
        return field;
    }

    private static String all() {
        return String.join(
                ", ", List.of(values()).stream().map(RideField::title).toList());
    }

    TripColumn column() {
        return column;
    }

    String title() {
        return names.get(0);
    }

    /** As the Open Inference Protocol calls it. */
    String datatype() {
        return datatype;
    }

    boolean isNumber() {
        return !Double.isNaN(least);
    }

    private boolean isWhole() {
        return datatype.equals("INT64");
    }

    /** The number, if it is one of those that are accepted. */
    double require(double value) {
        if (!(value >= least && value <= most) || isWhole() && value != Math.rint(value)) {
            throw wrong(plain(value));
        }
        return value;
    }

    Refusal wrong(String value) {
        return Refusal.bad("%s is %s, expected %s", title(), value, expected());
    }

    String expected() {
        return switch (this) {
            case PICKUP -> "New York's local time such as \"2021-02-03T08:30:00\", from 2000 to 2099";
            case STORE_AND_FORWARD -> "\"Y\", \"N\", true or false";
            default -> "a %s from %s to %s".formatted(isWhole() ? "whole number" : "number", plain(least), plain(most));
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
