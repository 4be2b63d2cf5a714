package dev.gradus.kit.gate;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.ModelStore;
import dev.gradus.kit.registry.ModelVersion;
import dev.gradus.kit.spi.Nominee;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.spi.PredictorReader;
import dev.gradus.kit.weights.ModelFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Finds the present champion of {@code models/}, or what is remembered of it. */
final class ChampionReader {

    private static final String ALIAS = "champion";

    private final Nominee nominee;
    private final Optional<ModelVersion> version;
    private final PredictorReader reader;
    private Optional<Predictor> predictor = Optional.empty();
    private String trouble = "";

    ChampionReader(Nominee nominee, String contract, PredictorReader reader) {
        this.nominee = nominee;
        this.reader = reader;
        ModelStore store = new FileModelStore(nominee.project().resolve("models"), Clock.systemUTC());
        this.version = store.find(nominee.model(), ALIAS);
        if (version.filter(found -> found.contract().equals(contract)).isPresent()) {
            load(store);
        }
    }

    private void load(ModelStore store) {
        Path copy = nominee.project().resolve("build/champion.safetensors");
        try {
            store.fetch(nominee.model(), ALIAS, copy);
            predictor = Optional.of(reader.read(ModelFile.read(copy)));
        } catch (BadInput | UncheckedIOException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    /** The champion in use; empty when there is none to compare with, or it cannot be read. */
    Optional<Predictor> predictor() {
        return predictor;
    }

    /** The champion, with the errors that were measured when it could be read. */
    Opponent opponent(String contract, DayErrors measured, DecisionLog log, List<TripFile> holdout) {
        if (version.isEmpty()) {
            return new Opponent.None("there is no champion yet");
        }
        ModelVersion champion = version.get();
        if (!champion.contract().equals(contract)) {
            return new Opponent.None("version %s, the champion, knows other things of a ride (%s)"
                    .formatted(champion.version(), champion.contract()));
        }
        if (predictor.isPresent()) {
            return new Opponent.Known(champion.version(), measured, "measured now");
        }
        return log.accepted(champion.digest(), holdout)
                .<Opponent>map(days ->
                        new Opponent.Known(champion.version(), days, "as it was when accepted, for now " + trouble))
                .orElseGet(() -> new Opponent.Lost(champion.version(), trouble));
    }
}
