package dev.gradus.maturity.catalogue;

import dev.gradus.maturity.fact.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One requirement of a stage.
 *
 * <pre>{@code
 * Control control = catalogue.control("deps-pinned");
 * control.remedy();
 * }</pre>
 *
 * @param core whether the stage cannot be held without it
 * @param diagnostic whether it only informs, outside quorum and profile
 * @param gamed how a project might pretend to meet it, null where nobody thought of a way
 * @param resisted what stands against that
 * @param applies null where it applies to every ML project
 * @param window how long runtime facts last; null: for ever
 * @param effort what it takes to meet it, with the remedy at hand
 * @param definition the sentences of the definition of the stages that it answers, such as M1
 * @param preview the day (UTC) from which it counts; null: it counts
 */
public record Control(
        String id,
        Stage stage,
        Capability capability,
        boolean core,
        boolean diagnostic,
        String statement,
        String why,
        @Nullable String gamed,
        @Nullable String resisted,
        @Nullable Scope applies,
        List<Check> checks,
        @Nullable Duration window,
        String remedy,
        Effort effort,
        List<String> references,
        List<String> definition,
        @Nullable LocalDate preview) {

    /** Whether it takes part in levels at that instant. */
    public boolean countsAt(Instant instant) {
        Instant from = countsFrom();
        return !diagnostic && (from == null || instant.isAfter(from));
    }

    /** The last instant at which it is only a preview, null where it counts already. */
    public @Nullable Instant countsFrom() {
        return preview == null ? null : preview.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether a certified verdict asks for something that the repository alone cannot show. */
    public boolean asksForRuntime() {
        return checks.stream().anyMatch(check -> check.evidence() == Evidence.RUNTIME);
    }
}
