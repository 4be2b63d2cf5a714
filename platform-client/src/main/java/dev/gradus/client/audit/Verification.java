package dev.gradus.client.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking an export.
 *
 * @param first the number of the export's first seal; 1 when it is the whole audit
 * @param seals that were found good, before the first flaw
 * @param entries in those seals
 * @param head the hash of the last good seal; keep it elsewhere, and a later export must still hold it
 * @param flaw the first thing that is wrong
 */
public record Verification(
        long first,
        long seals,
        long entries,
        String head,
        @Nullable Flaw flaw) {
    /**
     * The first thing that is wrong.
     *
     * @param line of the export, from 1
     * @param seal the seal it belongs to
     * @param problem what is wrong with what
     */
    public record Flaw(long line, long seal, String problem) {}

    /** Whether nothing is wrong. */
    public boolean good() {
        return flaw == null;
    }

    /** The flaw, if there is one. */
    public Optional<Flaw> firstFlaw() {
        return Optional.ofNullable(flaw);
    }
}
