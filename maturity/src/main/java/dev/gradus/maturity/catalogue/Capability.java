package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** An area of work in which a project is more or less mature. */
public enum Capability {
    VERSIONING,
    DATA,
    TRAINING,
    TESTING,
    SERVING,
    MONITORING,
    GOVERNANCE;

    @JsonCreator
    public static Capability of(String name) {
        return Words.find(name, "capability", Arrays.asList(values()), Capability::word);
    }

    /** The name in files and documents. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }
}
