package dev.gradus.templates;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a project was scaffolded or promoted to; the order is the order of maturity.
 *
 * <pre>{@code
 * Stage.named("managed").isAbove(Stage.ADHOC); // true
 * }</pre>
 */
public enum Stage {
    ADHOC,
    MANAGED,
    AUTOMATED,
    ORCHESTRATED,
    GOVERNED;

    /** The word used in files, commands and JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAbove(Stage other) {
        return compareTo(other) > 0;
    }

    /** The stage of that word; refuses others, with the one that was probably meant. */
    public static Stage named(String key) {
        return Stream.of(values())
                .filter(stage -> stage.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no stage \"" + key + "\"", Nearest.remedy(key, keys())));
    }

    /** The words of all stages, lowest first. */
    public static List<String> keys() {
        return Stream.of(values()).map(Stage::key).toList();
    }
}
