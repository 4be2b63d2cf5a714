package dev.gradus.kit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.spi.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract that projects get, on the real sample that they get, as it is and poisoned. */
class DataContractTest {

    private static final Path PACK = Path.of("../templates/packs/taxi-duration");
    private static final String JANUARY = "green_tripdata_2021-01.parquet";
    private static final Path SAMPLE = PACK.resolve("adhoc/data/sample").resolve(JANUARY);

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void theContractOfThePack() throws IOException {
        Files.createDirectories(project.resolve("contracts"));
        Files.copy(PACK.resolve("automated").resolve(TripSchema.FILE), project.resolve(TripSchema.FILE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-01", "2021-02"})
    void theSampleIsAccepted(String month) {
        TripFile file = TripFile.of(SAMPLE.resolveSibling("green_tripdata_%s.parquet".formatted(month)));

        assertThatCode(() -> check(file)).doesNotThrowAnyException();

        assertThat(report().path("verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("milesPerHour")
                .doesNotContain("FAIL");
    }

    static Stream<Arguments> poisons() {
        return Stream.of(
                poison("missing", "* EXCLUDE (passenger_count)", "passengers (passenger_count): is missing"),
                poison("retyped", replace("'one'", "passenger_count"), "is VARCHAR, expected a number"),
                poison("time as text", replace("lpep_pickup_datetime::VARCHAR", "lpep_pickup_datetime"), "is VARCHAR"),
                poison("details all empty", replace("NULL::DOUBLE", "payment_type"), "without a value is 1.000"),
                poison("distance all empty", replace("NULL::DOUBLE", "trip_distance"), "without a value is 1.000"),
                poison("ten times", replace("trip_distance * 10", "trip_distance"), "quantile 0.5 is 25"),
                poison(
                        "kilometres",
                        replace("trip_distance * 1.609", "trip_distance"),
                        "milesPerHour: quantile 0.5 is 19"),
                poison("negative", replace("-trip_distance", "trip_distance"), "not allowed is 0.96"),
                poison(
                        "some negative",
                        replace("CASE WHEN random() < 0.02 THEN -1.0 ELSE trip_distance END", "trip_distance"),
                        "distance (trip_distance): share of rows with a value that is not allowed"),
                poison(
                        "zones swapped",
                        "* REPLACE (DOLocationID AS PULocationID, PULocationID AS DOLocationID)",
                        "pickupZone (PULocationID): share of the most frequent value, 74, is 0.046"),
                poison(
                        "zone constant",
                        replace("74", "PULocationID"),
                        "most frequent value, 74, is 1.000, at most 0.25"),
                poison("zone unknown", replace("PULocationID + 100", "PULocationID"), "not allowed is 0."),
                poison(
                        "durations of other rides",
                        replace(
                                "lpep_pickup_datetime + lead(lpep_dropoff_datetime - lpep_pickup_datetime, 1000,"
                                        + " INTERVAL 10 MINUTE) OVER ()",
                                "lpep_dropoff_datetime"),
                        "milesPerHour: quantile 0.9 is"),
                poison(
                        "drop-offs of other rides",
                        replace(
                                "lead(lpep_dropoff_datetime, 1000, lpep_dropoff_datetime) OVER ()",
                                "lpep_dropoff_datetime"),
                        "minutes: share of rows with a value that is not allowed"),
                poison(
                        "in the future",
                        "* REPLACE (lpep_pickup_datetime + INTERVAL 10 YEAR AS lpep_pickup_datetime,"
                                + " lpep_dropoff_datetime + INTERVAL 10 YEAR AS lpep_dropoff_datetime)",
                        "outside the file's month is 1.000"),
                poison(
                        "days without hours",
                        replace("date_trunc('day', lpep_pickup_datetime)", "lpep_pickup_datetime"),
                        "hour: share of the most frequent value, 0, is 1.000"),
                poison(
                        "a new vendor",
                        replace("CASE WHEN random() < 0.02 THEN 9 ELSE VendorID END", "VendorID"),
                        "vendor"),
                poison("next to nothing", "* FROM (SELECT * FROM rides LIMIT 400)", "number of rows is 400"),
                poison("twice", "* FROM (SELECT * FROM rides UNION ALL SELECT * FROM rides)", "repeated rows is 0.5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poisons")
    void aPoisonedBatchIsRefusedNamingColumnFigureAndBound(String name, String select, String reason) {
        TripFile file = TripFile.of(write(select));

        assertThatThrownBy(() -> check(file))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(JANUARY + " breaks the contract: ")
                .message()
                .hasLineCount(1);

        assertThat(report().path("verdict").asText()).isEqualTo("REFUSED");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(reason);
    }

    @Test
    void theReportNamesWhatIsNew() {
        TripFile file = TripFile.of(write(replace("CASE WHEN random() < 0.02 THEN 9 ELSE VendorID END", "VendorID")));

        assertThatThrownBy(() -> check(file)).isInstanceOf(Refused.class);

        JsonNode vendor = report().at("/files/0/columns/5");
        assertThat(vendor.path("name").asText()).isEqualTo("vendor");
        assertThat(vendor.path("newValues").toString()).isEqualTo("[\"9\"]");
        assertThat(vendor.path("reasons").path(0).asText()).contains("at most 0.001 is allowed");
    }

    @Test
    void testingFilesAreHeldAgainstItToo() {
        TripFile good = TripFile.of(SAMPLE);
        TripFile bad = TripFile.of(write(replace("74", "DOLocationID")));

        assertThatThrownBy(() -> contract().check(project, List.of(good), List.of(bad)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("dropoffZone (DOLocationID)");
        assertThat(report().at("/files/1/role").asText()).isEqualTo("testing");
    }

    @Test
    void summariesOfPartsAddUpToThatOfTheWhole() throws IOException {
        TripSchema schema = TripSchema.read(project);
        BatchSummary whole = new BatchSummary(schema, Optional.empty());
        BatchSummary even = new BatchSummary(schema, Optional.empty());
        BatchSummary odd = new BatchSummary(schema, Optional.empty());

        TripReader.readAll(SAMPLE, Set.of(), row -> {
            whole.add(row);
            (row.row() % 2 == 0 ? even : odd).add(row);
        });
        even.add(odd);

        assertThat(json(even)).isEqualTo(json(whole));
    }

    private static JsonNode json(BatchSummary summary) {
        List<FileReport.Column> columns = summary.columns().stream()
                .map(column -> new FileReport.Column(column, List.of()))
                .toList();
        return new FileReport("training", TripFile.of(SAMPLE), summary, List.of(), columns).json();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("{", "contracts/trip.schema.json is not valid JSON at line"),
                Arguments.of(
                        property("distance", "'type': 'number', 'pattern': 'x'"),
                        "has the keyword pattern in distance"),
                Arguments.of(property("fare", "'type': 'number'"), "has the property fare, which a ride has not"),
                Arguments.of(property("distance", "'type': 'string'"), "says [string] for the type of distance"),
                Arguments.of(
                        property("distance", "'type': 'number', 'minimum': 'low'"),
                        "says \"low\" for the minimum of distance"),
                Arguments.of(
                        property("distance", "'type': 'number', 'minimum': 2, 'maximum': 1"),
                        "says from 2.0 to 1.0 for distance"),
                Arguments.of(
                        property("vendor", "'type': 'integer', 'x-batch': {'quantiles': {'0.5': {'maximum': 1}}}"),
                        "bounds quantiles of vendor, which is no quantity"),
                Arguments.of(
                        property("distance", "'type': 'number', 'x-batch': {'nulShare': {'maximum': 1}}"),
                        "has the keyword nulShare in distance x-batch"),
                Arguments.of("{'required': ['fare']}".replace('\'', '"'), "has the required property fare"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aContractThatIsNotUnderstoodIsRefusedWhole(String schema, String message) throws IOException {
        Files.writeString(project.resolve(TripSchema.FILE), schema);

        assertThatThrownBy(() -> check(TripFile.of(SAMPLE)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void whereNothingElseIsSaidNoRowMayBreakWhatIsSaidOfARow() throws IOException {
        Files.writeString(project.resolve(TripSchema.FILE), property("distance", "'type': 'number', 'maximum': 100"));

        assertThatThrownBy(() -> check(TripFile.of(SAMPLE)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not allowed is 0.001000, at most 0.0 is allowed");
    }

    private static String property(String name, String body) {
        return "{'properties': {'%s': {%s}}}".formatted(name, body).replace('\'', '"');
    }

    private static Arguments poison(String name, String select, String reason) {
        return Arguments.of(name, select, reason);
    }

    private static String replace(String expression, String column) {
        return "* REPLACE (%s AS %s)".formatted(expression, column);
    }

    private Path write(String select) {
        Path file = project.resolve(JANUARY);
        String from = select.contains("FROM") && select.contains("rides") ? "" : " FROM rides";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SELECT setseed(0.5)");
            statement.execute("CREATE VIEW rides AS SELECT * FROM read_parquet('%s')".formatted(SAMPLE));
            statement.execute("COPY (SELECT %s%s) TO '%s' (FORMAT parquet)".formatted(select, from, file));
            return file;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataContract contract() {
        return new DataContract(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private void check(TripFile file) {
        contract().check(project, List.of(file), List.of());
    }

    private JsonNode report() {
        try {
            return new ObjectMapper()
                    .readTree(project.resolve("build/contract.json").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
