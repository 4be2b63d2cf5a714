package dev.gradus.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the requests may take. */
@ConfigMapping(prefix = "gradus.requests")
public interface RequestBounds {
    /** How many are worked on or wait for a worker at once; those beyond are answered by 503 immediately. */
    @WithDefault("512")
    int atOnce();

    /** The longest body, but of artefacts; a longer one is answered by 413. */
    @WithDefault("2M")
    MemorySize bodySize();

    /** The memory for all bodies, but of artefacts, that arrive or are worked on; beyond it the answer is 503. */
    @WithDefault("64M")
    MemorySize bodies();

    /** How long a body may take to arrive, but of artefacts; then it is answered by 408 and its connection is closed. */
    @WithDefault("20S")
    Duration bodyTime();
}
