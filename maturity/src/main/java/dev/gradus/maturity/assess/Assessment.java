package dev.gradus.maturity.assess;

import dev.gradus.maturity.catalogue.Capability;
import dev.gradus.maturity.catalogue.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All verdicts of a project at an instant, its levels, its gaps and the dates at which it falls.
 *
 * <pre>{@code
 * Assessment assessment = new Assessor(catalogue).assess(observation, waivers, clock.instant());
 * assessment.level().potential(); // MANAGED
 * }</pre>
 *
 * @param stage the stage that the project was scaffolded at or promoted to, null where Gradus did not make it
 * @param capabilities for each capability the highest stage whose controls in it all count; empty where nothing is held
 * @param verdicts one for each control, in the catalogue's order
 */
public record Assessment(
        String project,
        Subject subject,
        CatalogueRef catalogue,
        Instant assessedAt,
        @Nullable Stage stage,
        Level level,
        Map<Capability, Stage> capabilities,
        List<ControlVerdict> verdicts,
        Next next,
        List<Fall> forecast) {

    /** The catalogue that was asked. */
    public record CatalogueRef(String version, String digest) {}

    /**
     * The stages whose controls the project holds.
     *
     * @param potential by the tree alone; null for what is no ML project
     * @param certified with facts of history and runtime; null where no collector of such facts ever reported
     * @param waived how many controls up to that level count by a waiver only
     */
    public record Level(@Nullable Stage potential, @Nullable Stage certified, int waived) {

        /** In one word: the certified level, or the potential one behind a tilde, or "none". */
        public String word() {
            if (certified != null) {
                return certified.word();
            }
            return potential == null ? "none" : "~" + potential.word();
        }
    }

    /**
     * The way to the next stage.
     *
     * @param stage null at the top
     * @param missing every control of that stage that does not count, the cheapest first
     * @param blocking the fewest and cheapest of them that would do
     */
    public record Next(@Nullable Stage stage, List<String> missing, List<String> blocking) {}

    /**
     * The end of a certified level, if nothing new is observed.
     *
     * @param at the last instant at which the level before is held
     * @param level what is held from then on
     * @param control the control that is lost
     */
    public record Fall(Instant at, Stage level, String control) {}

    /** What was concluded of one control. */
    public ControlVerdict verdict(String control) {
        return verdicts.stream()
                .filter(verdict -> verdict.control().equals(control))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no verdict on " + control));
    }
}
