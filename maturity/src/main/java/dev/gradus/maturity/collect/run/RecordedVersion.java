package dev.gradus.maturity.collect.run;

import java.time.Instant;
import java.util.List;

/** One version of a model as the file store has it. */
record RecordedVersion(
        String path,
        String name,
        String version,
        String run,
        String digest,
        Instant createdAt,
        boolean intact,
        List<String> aliases) {}
