package dev.gradus.platform.differential;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same calls to MLflow's own server and to Gradus. {@code -Dgradus.differential.seeds=1,2,3} and {@code …calls=5000} ask for other
 * sequences than the one that every build makes; each seed has servers of its own, so that it can be repeated alone.
 */
@Tag("full")
final class DifferentialIT {
    /** Far apart and from every other number in an answer, so that an id is known for one wherever it stands. */
    private static final long FIRST_EXPERIMENT = 700_000_001L;

    private static final long FIRST_EXPERIMENT_OF_SECOND = 800_000_001L;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameCallsGetTheSameAnswersFromMlflowAndFromGradus(long seed) {
        Map<String, String> database = TestPostgres.database();
        try (RealMlflow mlflow = RealMlflow.start(TestPostgres.database(), FIRST_EXPERIMENT);
                RunningPlatform gradus = RunningPlatform.start(database)) {
            countFrom(FIRST_EXPERIMENT_OF_SECOND, database);
            String token = "Bearer " + gradus.adminToken();
            Side ours = new Side(gradus.uri(), request -> request.header("Authorization", token));
            assertThat(differences(mlflow.side(), ours, seed)).isEmpty();
        }
    }

    /** What one MLflow answers otherwise than another is of the day, and must not be asked of Gradus either. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void twoServersOfMlflowAgreeOnAllThatIsCompared(long seed) {
        try (RealMlflow first = RealMlflow.start(TestPostgres.database(), FIRST_EXPERIMENT);
                RealMlflow second = RealMlflow.start(TestPostgres.database(), FIRST_EXPERIMENT_OF_SECOND)) {
            assertThat(differences(first.side(), second.side(), seed)).isEmpty();
        }
    }

    private static void countFrom(long experiment, Map<String, String> database) {
        Jdbi.create(database.get("GRADUS_DB_URL"), database.get("GRADUS_DB_USER"), database.get("GRADUS_DB_PASSWORD"))
                .useHandle(
                        handle -> handle.execute("alter table experiment alter column id restart with " + experiment));
    }

    private static String differences(Side real, Side ours, long seed) {
        int calls = Integer.getInteger("gradus.differential.calls", 2000);
        return Comparison.of(real, ours, seed, calls).stream()
                .map(Comparison::toString)
                .collect(joining("\n"));
    }

    private static LongStream seeds() {
        return Stream.of(System.getProperty("gradus.differential.seeds", "1").split(","))
                .mapToLong(Long::parseLong);
    }
}
