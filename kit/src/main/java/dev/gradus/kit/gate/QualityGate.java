package dev.gradus.kit.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Nominee;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.spi.PredictorReader;
import dev.gradus.kit.spi.Refused;
import dev.gradus.kit.spi.RegistrationGate;
import dev.gradus.kit.tracking.ProjectName;
import dev.gradus.kit.train.Command;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.LinearBaseline;
import dev.gradus.kit.weights.ModelFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Judges a model on the pipeline's held-out rides by the bounds of {@code gates/thresholds.yaml}: against the linear baseline as
 * a whole and by group of rides, against the champion, by the time that a prediction takes, and by what was said of it in
 * {@code build/metrics.json}. The baseline is learnt here, from the pipeline's training rides: not the model's own, which
 * would be as wrong as the model.
 *
 * <p>Every decision is written to {@code build/gate.json} and added to {@code models/<model>/gate.jsonl}; {@link Decision}
 * describes both.
 *
 * <pre>{@code
 * java … dev.gradus.kit.gate.QualityGate   # judges the current model, registers nothing; exit code 1 when refused
 * }</pre>
 */
public final class QualityGate implements RegistrationGate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "build/model/model.safetensors";
    private static final String METRICS = "build/metrics.json";

    private final Supplier<PredictorReader> reader;
    private final Clock clock;
    private final PrintStream out;

    /** The gate of a project, with the model reader on the class path. */
    public QualityGate() {
        this(PredictorReader::installed, Clock.systemUTC(), System.out);
    }

    QualityGate(Supplier<PredictorReader> reader, Clock clock, PrintStream out) {
        this.reader = reader;
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(Command.named("gate").run(args, options -> new QualityGate().inspect(Path.of(""))));
    }

    /** Judges the model that was trained last, for whoever wants to know. */
    void inspect(Path project) {
        Path file = project.resolve(MODEL);
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no model at " + MODEL, "train one with \"make pipeline\"");
        }
        Nominee nominee = new Nominee(project, ProjectName.of(project).model(), file, Sha256.of(file));
        decide(nominee, Decision.Purpose.INSPECTION);
    }

    @Override
    public void judge(Nominee nominee) {
        decide(nominee, Decision.Purpose.REGISTRATION);
    }

    private void decide(Nominee nominee, Decision.Purpose purpose) {
        Path project = nominee.project();
        DecisionLog log = new DecisionLog(
                project.resolve("models").resolve(nominee.model()).resolve("gate.jsonl"));
        Decision decision = decision(nominee, purpose, log);
        log.add(decision.json());
        AtomicFile.write(
                project.resolve("build/gate.json"),
                target -> target.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(decision.json())));
        out.print(decision.table());
        out.flush();
        if (!decision.accepted()) {
            throw new Refused(
                    "the model is refused: " + decision.reasons(),
                    "look at build/gate.json, better the model, or argue about " + Thresholds.FILE);
        }
    }

    private Decision decision(Nominee nominee, Decision.Purpose purpose, DecisionLog log) {
        Path project = nominee.project();
        Thresholds thresholds = Thresholds.read(project);
        Predictor candidate = reader.get().read(ModelFile.read(nominee.file()));
        List<TripFile> holdout = files(project, "testing");
        Evidence evidence = evidence(nominee, thresholds, candidate, holdout, log);
        return new Decision(
                nominee,
                clock.instant(),
                purpose,
                candidate.file().contract(),
                Sha256.of(project.resolve(Thresholds.FILE)),
                holdout,
                Judgement.of(thresholds, evidence),
                evidence.measurement().days());
    }

    private Evidence evidence(
            Nominee nominee, Thresholds thresholds, Predictor candidate, List<TripFile> holdout, DecisionLog log) {
        String contract = candidate.file().contract();
        Evidence.Reported reported = reported(nominee);
        ChampionReader champion = new ChampionReader(nominee, contract, reader.get());
        LinearBaseline baseline = baseline(files(nominee.project(), "training"), Contract.of(contract));
        Measurement measurement = new Measurement(candidate, baseline, champion.predictor());
        measurement.read(holdout);
        return new Evidence(
                measurement,
                champion.opponent(contract, measurement.championDays(), log, holdout),
                Latency.microseconds(
                        candidate, measurement.rides(), thresholds.latency().percentile()),
                reported);
    }

    private static List<TripFile> files(Path project, String role) {
        String folder = "build/data/" + role;
        if (!Files.isDirectory(project.resolve(folder))) {
            throw new BadInput("there are no rides in " + folder, "bring them with \"make pipeline\"");
        }
        return TripFiles.of(project).find(folder);
    }

    private static LinearBaseline baseline(List<TripFile> training, Contract contract) {
        LinearBaseline.Fit fit = new LinearBaseline.Fit(contract == Contract.POST_TRIP);
        training.forEach(file -> TripReader.readRides(file, ride -> add(fit, ride)));
        return fit.solve();
    }

    private static void add(LinearBaseline.Fit fit, TripRow ride) {
        fit.add(
                Objects.requireNonNull(ride.pickupZone(), "pickupZone"),
                Objects.requireNonNull(ride.dropoffZone(), "dropoffZone"),
                Objects.requireNonNull(ride.distance(), "distance"),
                ride.minutes());
    }

    private static Evidence.Reported reported(Nominee nominee) {
        try {
            JsonNode metrics = JSON.readTree(nominee.project().resolve(METRICS).toFile());
            if (!metrics.at("/model/digest").asText().equals(nominee.digest())) {
                throw new BadInput(
                        METRICS + " is about another model than " + MODEL,
                        "evaluate it with \"make evaluate DATA=build/data/testing\"");
            }
            return new Evidence.Reported(
                    metrics.at("/model/parity").asDouble(Double.NaN),
                    metrics.path("rows").asLong(),
                    metrics.path("rmse").asDouble(Double.NaN));
        } catch (IOException e) {
            throw new BadInput(
                    METRICS + " cannot be read", "evaluate the model with \"make evaluate DATA=build/data/testing\"");
        }
    }
}
