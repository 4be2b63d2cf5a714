package dev.gradus.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox works; the defaults suit a server. */
@ConfigMapping(prefix = "gradus.outbox")
interface OutboxSettings {
    /** Tasks that one replica does at the same time. */
    @WithDefault("4")
    int workers();

    /** How long a replica may be silent before its tasks are another's. */
    @WithDefault("60S")
    Duration lease();

    /** How often the database is asked for tasks of other replicas, or that are due again. */
    @WithDefault("0.5S")
    Duration poll();

    /** The wait after the first failure; three times as long after each further one. */
    @WithDefault("2S")
    Duration firstWait();

    /** The longest wait. */
    @WithDefault("6H")
    Duration longestWait();

    /** Tries after which a task is dead until somebody asks for it again. */
    @WithDefault("14")
    int tries();

    /** How long tasks in work may take to end when the server stops. */
    @WithDefault("10S")
    Duration stop();

    /** How long a task that was done is kept. */
    @WithDefault("7D")
    Duration keep();
}
