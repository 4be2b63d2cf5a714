package dev.gradus.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one caller may ask for. */
@ConfigMapping(prefix = "gradus.limits")
public interface Limits {
    /** Requests a second of one token; twice as many at once. */
    @WithDefault("5000")
    int requestsPerSecond();

    /** Failed logins and unknown tokens a minute of one address, all of them at once if need be. */
    @WithDefault("20")
    int failuresPerMinute();
}
