package dev.gradus.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.registry.Candidate;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.ModelVersion;
import dev.gradus.kit.spi.Nominee;
import dev.gradus.kit.spi.Refused;
import dev.gradus.kit.weights.ModelFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate with models that are wrong by known minutes, on months made here, by the bounds that projects get. */
class QualityGateTest {

    private static final String NAME = "mobility.rides";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Path THRESHOLDS =
            Path.of("../templates/packs/taxi-duration/automated").resolve(Thresholds.FILE);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @TempDir
    static Path months;

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /**
     * 40 rides a day from each of three zones, of 5 to 44 minutes. A table of zone pairs can only say their mean, and is
     * wrong by their standard deviation, which is 11.5.
     */
    @BeforeAll
    static void twoMonths() throws SQLException {
        for (String month : List.of("2021-01", "2021-02")) {
            String rides = """
                    SELECT TIMESTAMP '%s-01 06:00:00' + INTERVAL (day) DAY + INTERVAL (ride * 10) MINUTE AS lpep_pickup_datetime,
                           lpep_pickup_datetime + INTERVAL (5 + (ride * 7 + day) %% 40) MINUTE AS lpep_dropoff_datetime,
                           CASE zone WHEN 0 THEN 74 WHEN 1 THEN 75 ELSE 41 END AS PULocationID, 166 AS DOLocationID,
                           1.5::DOUBLE AS trip_distance
                    FROM range(28) AS d(day), range(40) AS r(ride), range(3) AS z(zone)""".formatted(month);
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duck.createStatement()) {
                statement.execute("COPY (%s) TO '%s'".formatted(rides, months.resolve(file(month))));
            }
        }
    }

    @BeforeEach
    void aProject() throws IOException {
        Files.createDirectories(project.resolve(".gradus"));
        Files.writeString(project.resolve(".gradus/project.yaml"), "name: rides\nteam: mobility\n");
        Files.createDirectories(project.resolve("gates"));
        Files.copy(THRESHOLDS, project.resolve(Thresholds.FILE));
        copy("2021-01", "training");
        copy("2021-02", "testing");
    }

    @Test
    void aGoodModelIsAcceptedAndTheDecisionStored() {
        Nominee nominee = trained(5, 5);

        gate().judge(nominee);

        JsonNode decision = decision();
        assertThat(decision.path("verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(decision.path("judgedAt").asText()).isEqualTo(NOW.toString());
        assertThat(decision.path("purpose").asText()).isEqualTo("registration");
        assertThat(decision.path("digest").asText()).isEqualTo(nominee.digest());
        assertThat(decision.path("thresholds").asText()).isEqualTo(Sha256.of(THRESHOLDS));
        assertThat(decision.at("/holdout/rides").asInt()).isEqualTo(28 * 40 * 3);
        assertThat(decision.path("days")).hasSize(28);
        assertThat(check("accuracy").path("figure").asDouble()).isBetween(0.4, 0.5);
        assertThat(check("champion").path("verdict").asText()).isEqualTo("NOT_JUDGED");
        assertThat(log()).containsExactly(decision);
        assertThat(text()).contains("zone 41", "accepted").doesNotContain("FAIL");
    }

    @Test
    void aModelThatIsNoBetterThanATableOfZonePairsIsRefusedInOneLine() {
        Nominee nominee = trained(11, 11);

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("accuracy is 0.95")
                .hasMessageContaining("at most 0.85 is allowed")
                .message()
                .hasLineCount(1);

        assertThat(decision().path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(log()).containsExactly(decision());
        assertThat(project.resolve("models/mobility.rides/1")).doesNotExist();
    }

    @Test
    void oneBrokenGroupIsEnough() {
        Nominee nominee = trained(3, 12);

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("the model is refused: zone 41 is 1.0")
                .hasMessageNotContaining("accuracy");
    }

    @Test
    void aSmallGroupIsNotJudgedAndTooManyOfThemAreRefused() throws IOException {
        bounds("min_rides: 100", "min_rides: 2000");
        Nominee nominee = trained(3, 12);

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("judged zone is 0.000, at least 0.9 is allowed")
                .hasMessageNotContaining("zone 41");
        assertThat(check("zone 41").path("verdict").asText()).isEqualTo("NOT_JUDGED");
        assertThat(check("zone 41").path("about").asText()).isEqualTo("1120 rides, judged from 2000");
    }

    /** It has the truth while it is evaluated, and nothing when it is asked as a server asks. */
    @Test
    void aModelThatPeeksAtTheEndOfTheRideIsRefused() {
        Nominee peeping = trained(0.1, 0.1);
        QualityGate gate = new QualityGate(
                () -> file -> new Peeping(new Guesses(file)),
                Clock.systemUTC(),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> gate.judge(peeping))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("accuracy has no figure")
                .hasMessageContaining("; and 4 more");
        assertThat(check("latency").path("verdict").asText()).isEqualTo("FAIL");
    }

    @Test
    void aSlowModelIsRefused() throws IOException {
        bounds("microseconds: 500", "microseconds: 0.000001");
        Nominee nominee = trained(5, 5);

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("latency is ");
    }

    @Test
    void worseThanTheChampionIsRefusedAndAsGoodIsNot() {
        champion(trained(5, 5));

        Nominee worse = trained(5.2, 5.2);
        assertThatThrownBy(() -> gate().judge(worse))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("the model is refused: champion is 0.04000, at most 0.02 is allowed")
                .hasMessageContaining("+0.200 minutes, 95.00 % interval +0.200 to +0.200");

        gate().judge(trained(5, 5));
        gate().judge(trained(4.9, 4.9));
        assertThat(check("champion").path("verdict").asText()).isEqualTo("PASS");
    }

    @Test
    void aChampionThatIsDamagedIsComparedByWhatWasStoredWhenItWasAccepted() throws IOException {
        Nominee first = trained(5, 5);
        gate().judge(first);
        ModelVersion version = champion(first);
        truncate(version);

        Nominee worse = trained(5.2, 5.2);
        assertThatThrownBy(() -> gate().judge(worse))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("champion is 0.04000")
                .hasMessageContaining("as it was when accepted, for now ")
                .hasMessageContaining("model.safetensors has sha256:");

        gate().judge(trained(5, 5));
    }

    @Test
    void aChampionOfWhichNothingIsKnownRefusesUntilSomebodyDecides() throws IOException {
        truncate(champion(trained(5, 5)));
        Nominee next = trained(4, 4);

        assertThatThrownBy(() -> gate().judge(next))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("champion has no figure")
                .hasMessageContaining("version 1, the champion, cannot be compared with: ");

        bounds("when_lost: refuse", "when_lost: accept");
        gate().judge(next);
        assertThat(check("champion").path("verdict").asText()).isEqualTo("NOT_JUDGED");
    }

    @Test
    void aChampionForOtherFeaturesIsNoFaultOfTheGate() {
        champion(written(ModelFile.of("pre-trip", NODES.objectNode(), NODES.objectNode(), new TreeMap<>()), 3360, 5));
        Nominee next = trained(4, 4);

        assertThatThrownBy(() -> gate().judge(next))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("cannot be compared with: the model was trained on other features");
    }

    @Test
    void aChampionThatKnowsOtherThingsIsNotComparedWith() {
        champion(trained(1, 1), "post-trip");

        gate().judge(trained(5, 5));

        assertThat(check("champion").path("about").asText())
                .isEqualTo("version 1, the champion, knows other things of a ride (post-trip)");
    }

    @Test
    void metricsOfOtherRidesAreRefused() {
        Nominee nominee = written(Guesses.off(5, 5), 100, 5);

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("metrics has no figure")
                .hasMessageContaining("build/metrics.json is about 100 rides, these are 3360");
    }

    @Test
    void metricsThatSayAnotherErrorAreRefused() {
        Nominee nominee = written(Guesses.off(5, 5), 3360, 4.9);

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("metrics is 0.02");
    }

    @Test
    void whatWasServedMustBeWhatWasTrained() throws IOException {
        Nominee nominee = trained(5, 5);
        Path metrics = project.resolve("build/metrics.json");
        Files.writeString(metrics, Files.readString(metrics).replace("0.00001", "0.5"));

        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("parity is 0.5000, at most 1.0E-4 is allowed");

        Files.writeString(metrics, Files.readString(metrics).replace("\"parity\"", "\"other\""));
        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("parity has no figure");
    }

    @Test
    void aModelThatCannotBeReadIsAMistakeInOneLine() throws IOException {
        Path file = project.resolve("build/model/model.safetensors");
        Nominee truncated = trained(5, 5);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        requireMistake(truncated, "is no whole model: ");

        String newer = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\"formatVersion\":\"1\"", "\"formatVersion\":\"2\"");
        Files.write(file, newer.getBytes(StandardCharsets.ISO_8859_1));
        requireMistake(truncated, "has model format version 2, this program reads 1");

        requireMistake(
                written(ModelFile.of("pre-trip", NODES.objectNode(), NODES.objectNode(), new TreeMap<>()), 3360, 5),
                "the model was trained on other features");
    }

    @Test
    void withoutRidesOrMetricsItSaysHowToGetThem() throws IOException {
        Nominee nominee = trained(5, 5);
        Files.delete(project.resolve("build/metrics.json"));
        requireMistake(nominee, "build/metrics.json cannot be read");

        trained(4, 4);
        requireMistake(nominee, "build/metrics.json is about another model");

        Files.delete(project.resolve("build/data/testing").resolve(file("2021-02")));
        Files.delete(project.resolve("build/data/testing"));
        requireMistake(trained(5, 5), "there are no rides in build/data/testing");
    }

    @Test
    void inspectingJudgesTheModelThatWasTrainedLast() {
        assertThatThrownBy(() -> gate().inspect(project))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no model at build/model/model.safetensors");

        Nominee nominee = trained(5, 5);
        gate().inspect(project);

        assertThat(decision().path("purpose").asText()).isEqualTo("inspection");
        assertThat(decision().path("digest").asText()).isEqualTo(nominee.digest());
    }

    @Test
    void aLineThatWasCutOffCostsNoOther() throws IOException {
        Nominee nominee = trained(5, 5);
        gate().judge(nominee);
        Path log = project.resolve("models/mobility.rides/gate.jsonl");
        Files.writeString(log, Files.readString(log) + "{\"judgedAt\": \"2026-");

        gate().judge(nominee);

        assertThat(Files.readAllLines(log)).hasSize(3);
        champion(nominee);
        truncate(champion(nominee));
        gate().judge(nominee);
        assertThat(check("champion").path("verdict").asText()).isEqualTo("PASS");
    }

    private void requireMistake(Nominee nominee, String message) {
        assertThatThrownBy(() -> gate().judge(nominee))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    private QualityGate gate() {
        return new QualityGate(
                () -> Guesses::read,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A model as training and evaluation leave it. */
    private Nominee trained(double minutes, double inBrokenZone) {
        double rmse = Math.sqrt((2 * square(minutes) + square(inBrokenZone)) / 3);
        return written(Guesses.off(minutes, inBrokenZone), 3360, rmse);
    }

    /** Of what the file holds of it. */
    private static double square(double minutes) {
        double single = (float) minutes;
        return single * single;
    }

    private Nominee written(ModelFile model, int rides, double rmse) {
        Path file = project.resolve("build/model/model.safetensors");
        model.write(file);
        String metrics =
                "{\"contract\": \"pre-trip\", \"rows\": %d, \"rmse\": %s, \"model\": {\"digest\": \"%s\", \"parity\": 0.00001}}"
                        .formatted(rides, rmse, model.digest());
        try {
            Files.writeString(project.resolve("build/metrics.json"), metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Nominee(project, NAME, file, model.digest());
    }

    private ModelVersion champion(Nominee nominee) {
        return champion(nominee, "pre-trip");
    }

    private ModelVersion champion(Nominee nominee, String contract) {
        FileModelStore store = new FileModelStore(project.resolve("models"), Clock.systemUTC());
        ModelVersion version = store.register(new Candidate(
                NAME, UUID.randomUUID().toString(), nominee.file(), nominee.digest(), contract, new TreeMap<>()));
        store.setAlias(NAME, "champion", version.version());
        return version;
    }

    private void truncate(ModelVersion version) throws IOException {
        Path file = project.resolve("models")
                .resolve(NAME)
                .resolve(version.version())
                .resolve("model.safetensors");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 50));
    }

    private void bounds(String from, String to) throws IOException {
        Path file = project.resolve(Thresholds.FILE);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private JsonNode check(String name) {
        for (JsonNode check : decision().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("there is no check " + name);
    }

    private JsonNode decision() {
        return json(read("build/gate.json"));
    }

    private List<JsonNode> log() {
        return read("models/mobility.rides/gate.jsonl")
                .lines()
                .map(QualityGateTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String path) {
        try {
            return Files.readString(project.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String month, String role) throws IOException {
        Path folder = project.resolve("build/data").resolve(role);
        Files.createDirectories(folder);
        Files.copy(months.resolve(file(month)), folder.resolve(file(month)));
    }

    private static String file(String month) {
        return "green_tripdata_" + month + ".parquet";
    }
}
