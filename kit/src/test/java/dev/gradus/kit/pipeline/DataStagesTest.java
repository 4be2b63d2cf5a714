package dev.gradus.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.spi.DataCheck;
import dev.gradus.kit.spi.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages ingest, validate and prepare on small months made here. */
class DataStagesTest {

    private static final String BOUNDS = "validation: {min_kept: 0.8}\nsplit: {max_overlap: 0.01}\n";

    @TempDir
    Path project;

    @BeforeEach
    void twoMonths() throws Exception {
        month("green_tripdata_2021-01.parquet", "2021-01-01", 40, 10);
        month("green_tripdata_2021-02.parquet", "2021-02-01", 28, 10);
        params("green_tripdata_2021-01.parquet", "green_tripdata_2021-02.parquet");
    }

    @Test
    void ingestBringsTheNamedFilesUnchanged() {
        ingest();

        assertThat(Sha256.of(project.resolve("build/data/training/green_tripdata_2021-01.parquet")))
                .isEqualTo(Sha256.of(source("green_tripdata_2021-01.parquet")));
        assertThat(project.resolve("build/data/testing/green_tripdata_2021-02.parquet"))
                .exists();
    }

    @Test
    void ingestRefusesAFileWhoseBytesChanged() throws IOException {
        Files.write(source("green_tripdata_2021-02.parquet"), new byte[] {1});

        assertThatThrownBy(this::ingest)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("green_tripdata_2021-02.parquet has sha256:")
                .hasMessageContaining("data.testing[0] in params.yaml says");
        assertThat(project.resolve("build/data/testing")).doesNotExist();
    }

    @Test
    void ingestWantsOneFilePerEntry() throws IOException {
        Files.writeString(
                project.resolve("params.yaml"),
                "data: {training: [{source: data/sample, sha256: x}], testing: [{source: data/sample, sha256: x}]}\n");

        assertThatThrownBy(this::ingest)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("\"data/sample\", which is 2 files");
    }

    @Test
    void ingestWantsAtLeastOneFilePerSide() throws IOException {
        Files.writeString(project.resolve("params.yaml"), "data: {training: [], testing: []}\n");

        assertThatThrownBy(this::ingest)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("data.training in params.yaml names no file");
    }

    @Test
    void validateReportsWhatIsUnusable() throws IOException {
        ingest();

        Validate.run(project, List.of());

        JsonNode file = new ObjectMapper()
                .readTree(project.resolve("build/validation.json").toFile())
                .at("/files/0");
        assertThat(file.path("name").asText()).isEqualTo("green_tripdata_2021-01.parquet");
        assertThat(file.path("role").asText()).isEqualTo("training");
        assertThat(file.path("read").asInt()).isEqualTo(400);
        assertThat(file.path("kept").asInt()).isEqualTo(400);
        assertThat(file.path("digest").asText()).isEqualTo(Sha256.of(source("green_tripdata_2021-01.parquet")));
    }

    @Test
    void validateStopsOnAMonthOfMostlyBrokenRides() throws Exception {
        month("green_tripdata_2021-02.parquet", "2021-02-01", 28, 90);
        params("green_tripdata_2021-01.parquet", "green_tripdata_2021-02.parquet");
        ingest();

        assertThatThrownBy(() -> Validate.run(project, List.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("green_tripdata_2021-02.parquet keeps 1")
                .hasMessageContaining("less than the share 0.8");
        assertThat(project.resolve("build/validation.json")).doesNotExist();
    }

    @Test
    void validateAsksEveryInstalledCheckForBothSidesBeforeItReports() throws IOException {
        ingest();
        List<String> asked = new ArrayList<>();
        DataCheck note = (root, training, testing) -> asked.add(names(training) + " " + names(testing));
        DataCheck no = (root, training, testing) -> {
            throw new Refused("column distance is refused", "look at the report");
        };

        assertThatThrownBy(() -> Validate.run(project, List.of(note, no)))
                .isInstanceOf(Refused.class)
                .hasMessage("column distance is refused");
        assertThat(asked).containsExactly("[green_tripdata_2021-01.parquet] [green_tripdata_2021-02.parquet]");
        assertThat(project.resolve("build/validation.json")).doesNotExist();
    }

    private static List<String> names(List<TripFile> files) {
        return files.stream().map(TripFile::name).toList();
    }

    @Test
    void prepareTellsTheDaysOfBothSides() throws IOException {
        ingest();

        Prepare.run(project);

        JsonNode split =
                new ObjectMapper().readTree(project.resolve("build/split.json").toFile());
        assertThat(split.at("/training/rides").asInt()).isEqualTo(400);
        assertThat(split.at("/training/from").asText()).isEqualTo("2021-01-01");
        assertThat(split.at("/testing/to").asText()).isEqualTo("2021-02-28");
        assertThat(split.path("overlap").asDouble()).isZero();
    }

    @Test
    void prepareStopsWhenTheHeldOutRidesAreNotLater() throws IOException {
        params("green_tripdata_2021-02.parquet", "green_tripdata_2021-01.parquet");
        ingest();

        assertThatThrownBy(() -> Prepare.run(project))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("100.0 % of the held-out rides are not after the training rides");
        assertThat(project.resolve("build/split.json")).doesNotExist();
    }

    private void ingest() {
        Ingest.run(project, new TripFiles(project, project.toString()));
    }

    private Path source(String name) {
        return project.resolve("data/sample").resolve(name);
    }

    private void params(String training, String testing) throws IOException {
        Files.writeString(
                project.resolve("params.yaml"),
                "data:\n" + side("training", training) + side("testing", testing) + BOUNDS);
    }

    private String side(String role, String name) {
        String digest = Sha256.of(source(name)).substring("sha256:".length());
        return "  %s:\n    - {source: data/sample/%s, sha256: %s}\n".formatted(role, name, digest);
    }

    /** Ten rides a day from a day on, at most to the month's end for the last; each takes the minutes given. */
    private void month(String name, String from, int days, int minutes) throws IOException, SQLException {
        Files.createDirectories(project.resolve("data/sample"));
        int inMonth = Math.min(days, from.contains("-02-") ? 28 : 31);
        String rides = """
                SELECT DATE '%s' + INTERVAL (day %% %d) DAY + INTERVAL (hour) HOUR AS lpep_pickup_datetime,
                       DATE '%s' + INTERVAL (day %% %d) DAY + INTERVAL (hour) HOUR
                         + INTERVAL (CASE WHEN hour = 0 AND day = 0 THEN 10 ELSE %d END) MINUTE AS lpep_dropoff_datetime,
                       74 AS PULocationID, 166 AS DOLocationID, 1.5::DOUBLE AS trip_distance, 1 AS VendorID,
                       'N' AS store_and_fwd_flag, 1 AS passenger_count, 1 AS RatecodeID, 1 AS payment_type, 1 AS trip_type
                FROM range(%d) AS d(day), range(10) AS h(hour)""".formatted(from, inMonth, from, inMonth, minutes, days);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (" + rides + ") TO '" + source(name) + "' (FORMAT parquet)");
        }
    }
}
