package dev.gradus.platform.imports;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param state {@code RUNNING}, {@code DONE} or {@code FAILED}
 * @param step what is done now, for people
 * @param done how many of each kind are here whole
 * @param failure why it failed; what is here stays, and the next import goes on from there
 */
public record ImportState(
        UUID id,
        String source,
        String state,
        String step,
        Map<String, Long> done,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant endedAt) {}
