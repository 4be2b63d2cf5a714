package dev.gradus.platform.registry;

import java.util.Map;

/** A version to be made. */
record NewVersion(Source source, String runLink, String description, Map<String, String> tags) {
    NewVersion {
        tags = Map.copyOf(tags);
    }
}
