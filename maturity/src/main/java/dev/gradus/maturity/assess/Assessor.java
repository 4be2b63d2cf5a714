package dev.gradus.maturity.assess;

import dev.gradus.maturity.assess.Assessment.CatalogueRef;
import dev.gradus.maturity.assess.Assessment.Level;
import dev.gradus.maturity.assess.Assessment.Next;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Facts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Concludes from facts, waivers and an instant what a project holds; the same input gives the same assessment, whenever.
 *
 * <pre>{@code
 * Assessment assessment = new Assessor(Catalogue.load(vocabulary)).assess(observation, List.of(), clock.instant());
 * }</pre>
 */
public final class Assessor {

    private final Catalogue catalogue;

    public Assessor(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The assessment at that instant; what was observed later is left out. */
    public Assessment assess(Observation observation, Collection<Waiver> waivers, Instant at) {
        Standing standing = standing(observation, waivers, at);
        Stage potential = standing.potentialLevel(at);
        Stage certified = standing.certifiedLevel(at);
        return new Assessment(
                observation.project(),
                observation.subject(),
                new CatalogueRef(catalogue.version(), catalogue.digest()),
                at,
                observation.stage(),
                new Level(potential, certified, standing.waived(at)),
                potential == null ? Map.of() : new Ladder(catalogue, at).profile(standing.potentially(at)),
                catalogue.controls().stream()
                        .map(control -> standing.verdict(control, at))
                        .toList(),
                next(potential, standing, at),
                certified == null ? List.of() : new Forecast(standing, at).falls());
    }

    /** The evidence of one control at that instant; an id that is none is the user's mistake. */
    public Explanation explain(Observation observation, Collection<Waiver> waivers, Instant at, String control) {
        return standing(observation, waivers, at).explain(catalogue.control(control), at);
    }

    /** The verdicts at that instant as they are kept, in the catalogue's order. */
    public List<VerdictRecord> records(Observation observation, Collection<Waiver> waivers, Instant at) {
        Standing standing = standing(observation, waivers, at);
        return catalogue.controls().stream()
                .map(control -> standing.record(control, observation.subject(), at))
                .toList();
    }

    private Standing standing(Observation observation, Collection<Waiver> waivers, Instant at) {
        Facts known = Facts.of(observation.facts().stream()
                .filter(fact -> fact.type().evidence() != Evidence.RUNTIME
                        || !fact.observedAt().isAfter(at))
                .toList());
        return Standing.of(catalogue, observation, known, Waivers.of(waivers, catalogue));
    }

    private Next next(@Nullable Stage potential, Standing standing, Instant at) {
        if (potential == null) {
            return new Next(Stage.ADHOC, List.of(), List.of());
        }
        Ladder ladder = new Ladder(catalogue, at);
        return potential
                .next()
                .map(stage -> new Next(
                        stage,
                        ids(ladder.missing(stage, standing.potentially(at))),
                        ids(ladder.blocking(stage, standing.potentially(at)))))
                .orElseGet(() -> new Next(null, List.of(), List.of()));
    }

    private static List<String> ids(List<Control> controls) {
        return controls.stream().map(Control::id).toList();
    }
}
