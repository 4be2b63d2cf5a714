package dev.gradus.serving;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripRow;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ride while it is read, field by field, from whatever protocol. Refuses what a field does not accept. */
final class RideDraft {

    private static final int LONGEST_QUOTE = 60;

    private final double[] numbers = new double[RideField.values().length];
    private @Nullable LocalDateTime pickup;
    private @Nullable Boolean storeAndForward;
    private int given;

    RideDraft() {
        Arrays.fill(numbers, Double.NaN);
    }

    void number(RideField field, double value) {
        once(field);
        if (!field.isNumber()) {
            throw field.wrong("a number");
        }
        numbers[field.ordinal()] = field.require(value);
    }

    void text(RideField field, String value) {
        once(field);
        switch (field) {
            case PICKUP -> pickup = time(value);
            case STORE_AND_FORWARD -> storeAndForward = flag(value);
            default -> throw field.wrong(quoted(value));
        }
    }

    void flag(RideField field, boolean value) {
        once(field);
        if (field != RideField.STORE_AND_FORWARD) {
            throw field.wrong(Boolean.toString(value));
        }
        storeAndForward = value;
    }

    /** A value that the caller says is not known. */
    void unknown(RideField field) {
        once(field);
    }

    /** A cell of a CSV file. */
    void cell(RideField field, String value) {
        if (value.isEmpty()) {
            unknown(field);
        } else if (field.isNumber()) {
            number(field, parse(field, value));
        } else {
            text(field, value);
        }
    }

    private static double parse(RideField field, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw field.wrong(quoted(value));
        }
    }

    private void once(RideField field) {
        int bit = 1 << field.ordinal();
        if ((given & bit) != 0) {
            throw Refusal.bad("%s is given twice", field.title());
        }
        given |= bit;
    }

    /** The ride, if it has what the model needs. */
    TripRow ride(Set<TripColumn> needs) {
        for (RideField field : RideField.values()) {
            if (needs.contains(field.column()) && !has(field)) {
                throw Refusal.bad("%s is missing, expected %s", field.title(), field.expected());
            }
        }
        double distance = numbers[RideField.DISTANCE.ordinal()];
        return new TripRow(
                0,
                pickup,
                null,
                whole(RideField.PICKUP_ZONE),
                whole(RideField.DROPOFF_ZONE),
                Double.isNaN(distance) ? null : distance,
                whole(RideField.VENDOR),
                whole(RideField.PASSENGERS),
                whole(RideField.RATE_CODE),
                whole(RideField.PAYMENT_TYPE),
                whole(RideField.TRIP_TYPE),
                storeAndForward);
    }

    private boolean has(RideField field) {
        return switch (field) {
            case PICKUP -> pickup != null;
            case STORE_AND_FORWARD -> storeAndForward != null;
            default -> !Double.isNaN(numbers[field.ordinal()]);
        };
    }

    private @Nullable Integer whole(RideField field) {
        double value = numbers[field.ordinal()];
        return Double.isNaN(value) ? null : (int) value;
    }

    private static LocalDateTime time(String text) {
        try {
            boolean blank = text.length() > 10 && text.charAt(10) == ' ';
            LocalDateTime time = LocalDateTime.parse(blank ? text.substring(0, 10) + "T" + text.substring(11) : text);
            if (time.getYear() >= 2000 && time.getYear() <= 2099) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below, as for a year that is out of range.
        }
        throw RideField.PICKUP.wrong(quoted(text));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "Y", "y" -> true;
            case "N", "n" -> false;
            default -> throw RideField.STORE_AND_FORWARD.wrong(quoted(text));
        };
    }

    private static String quoted(String text) {
        String head = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(head)) + "\"";
    }
}
