package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What it takes to meet a control that is not met, from the cheapest on. */
public enum Effort {
    MINUTES,
    HOURS,
    DAYS;

    @JsonCreator
    public static Effort of(String name) {
        return Words.find(name, "effort", Arrays.asList(values()), Effort::word);
    }

    /** The name in files and documents. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
