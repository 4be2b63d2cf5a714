package dev.gradus.kit.predictions;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.predictions.LoggedPrediction.PredictedBy;
import dev.gradus.kit.spi.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a model's predictions, all but their ids, and reads what was asked back from them. Written by hand because a
 * row is written with every answer of a server.
 *
 * <pre>{@code
 * RowText rows = RowText.of(new PredictedBy("mobility.rides", "3", "sha256:41d0…"));
 * log.append(List.of(rows.row(Instant.now(), ride, prediction)), answer);
 * }</pre>
 */
public final class RowText {

    private static final double TEN_THOUSANDTHS = 1e4;
    private static final int LENGTH = 400;

    private final String by;

    private RowText(String by) {
        this.by = by;
    }

    /** The rows of one model. */
    public static RowText of(PredictedBy by) {
        return new RowText(",\"model\":%s,\"version\":%s,\"digest\":%s,\"inputs\":{"
                .formatted(quoted(by.model()), quoted(by.version()), quoted(by.digest())));
    }

    /** One row without its id and its braces. */
    public byte[] row(Instant time, TripRow ride, Prediction prediction) {
        StringBuilder row = new StringBuilder(LENGTH);
        row.append("\"time\":\"").append(time).append('"').append(by);
        add(row, "pickup_datetime", text(ride.pickup()));
        add(row, "PULocationID", ride.pickupZone());
        add(row, "DOLocationID", ride.dropoffZone());
        add(row, "trip_distance", ride.distance());
        add(row, "VendorID", ride.vendor());
        add(row, "passenger_count", ride.passengers());
        add(row, "RatecodeID", ride.rateCode());
        add(row, "payment_type", ride.paymentType());
        add(row, "trip_type", ride.tripType());
        add(row, "store_and_fwd_flag", flag(ride.storeAndForward()));
        row.append("},\"minutes\":");
        number(row, prediction.minutes());
        if (!Double.isNaN(prediction.low())) {
            number(row.append(",\"low\":"), prediction.low());
            number(row.append(",\"high\":"), prediction.high());
        }
        return row.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A number of minutes with four decimals, which is more than a clock is worth. */
    public static void number(StringBuilder text, double minutes) {
        long scaled = Math.round(minutes * TEN_THOUSANDTHS);
        text.append(scaled / TEN_THOUSANDTHS);
    }

    private static void add(StringBuilder row, String name, @Nullable Object value) {
        if (value != null) {
            if (row.charAt(row.length() - 1) != '{') {
                row.append(',');
            }
            row.append('"').append(name).append("\":").append(value);
        }
    }

    private static @Nullable String text(@Nullable LocalDateTime time) {
        return time == null ? null : "\"" + time + "\"";
    }

    private static @Nullable String flag(@Nullable Boolean flag) {
        return flag == null ? null : flag ? "\"Y\"" : "\"N\"";
    }

    private static String quoted(String text) {
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    static TripRow ride(JsonNode inputs) {
        return new TripRow(
                0,
                inputs.has("pickup_datetime")
                        ? LocalDateTime.parse(inputs.path("pickup_datetime").asText())
                        : null,
                null,
                whole(inputs, "PULocationID"),
                whole(inputs, "DOLocationID"),
                inputs.has("trip_distance") ? inputs.path("trip_distance").asDouble() : null,
                whole(inputs, "VendorID"),
                whole(inputs, "passenger_count"),
                whole(inputs, "RatecodeID"),
                whole(inputs, "payment_type"),
                whole(inputs, "trip_type"),
                inputs.has("store_and_fwd_flag")
                        ? inputs.path("store_and_fwd_flag")
                                .asText()
                                .toUpperCase(Locale.ROOT)
                                .equals("Y")
                        : null);
    }

    private static @Nullable Integer whole(JsonNode inputs, String name) {
        return inputs.has(name) ? inputs.path(name).asInt() : null;
    }
}
