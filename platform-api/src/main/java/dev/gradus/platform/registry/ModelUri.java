package dev.gradus.platform.registry;

import java.util.Optional;

/**
 * What a {@code models:/} location names.
 *
 * <pre>{@code
 * ModelUri.of("models:/rides@champion")  // Optional[Registered[name=rides, by=ALIAS, value=champion]]
 * ModelUri.of("models:/m-1f3c")          // Optional[Logged[id=m-1f3c]]
 * ModelUri.of("s3://bucket/model")       // Optional.empty
 * }</pre>
 */
sealed interface ModelUri {
    /** A logged model. */
    record Logged(String id) implements ModelUri {}

    /** A version of a registered model. */
    record Registered(String name, By by, String value) implements ModelUri {}

    /** How a version is named: {@code /3}, {@code /Production}, {@code @champion} or {@code /latest}. */
    enum By {
        VERSION,
        STAGE,
        ALIAS,
        LATEST
    }

    /** What the text names; nothing where it names no model. */
    static Optional<ModelUri> of(String text) {
        Location location = Location.of(text);
        String path = location.path();
        if (!location.scheme().equals("models") || !path.startsWith("/")) {
            return Optional.empty();
        }
        String[] parts = path.replaceFirst("^/+", "").split("/", -1);
        if (parts.length > 2 || parts[0].isBlank() || parts[parts.length - 1].isBlank()) {
            return Optional.empty();
        }
        return parts.length == 2 ? Optional.of(registered(parts[0], parts[1])) : single(parts[0]);
    }

    private static ModelUri registered(String name, String suffix) {
        if (suffix.chars().allMatch(Character::isDigit)) {
            return new Registered(name, By.VERSION, suffix);
        }
        return new Registered(name, RegistryNames.isLatest(suffix) ? By.LATEST : By.STAGE, suffix);
    }

    private static Optional<ModelUri> single(String part) {
        int at = part.lastIndexOf('@');
        if (at < 0) {
            return Optional.of(new Logged(part));
        }
        String alias = part.substring(at + 1);
        return alias.isBlank() ? Optional.empty() : Optional.of(new Registered(part.substring(0, at), By.ALIAS, alias));
    }
}
