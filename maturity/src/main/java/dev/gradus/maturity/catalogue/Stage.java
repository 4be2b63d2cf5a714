package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the five stages, from the lowest to the highest.
 *
 * <pre>{@code
 * Stage.of("managed").next(); // Optional[AUTOMATED]
 * }</pre>
 */
public enum Stage {
    ADHOC,
    MANAGED,
    AUTOMATED,
    ORCHESTRATED,
    GOVERNED;

    /** The stage of that name; a name that is none is the user's mistake. */
    @JsonCreator
    public static Stage of(String name) {
        return Words.find(name, "stage", Arrays.asList(values()), Stage::word);
    }

    /** The name in files, documents and on the command line. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Optional<Stage> next() {
        return Arrays.stream(values())
                .filter(stage -> stage.compareTo(this) > 0)
                .findFirst();
    }

    @Override
    public String toString() {
        return word();
    }
}
