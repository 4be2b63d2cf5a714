package dev.gradus.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ForbiddenException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatNobodyForesawIsAnIncidentThatTellsNothing() {
        Problem problem = Failures.of(new IllegalStateException("row 7 of table secret_things"));

        assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL);
        assertThat(problem.detail())
                .containsPattern("incident \"[0-9a-f]{12}\"")
                .doesNotContain("secret_things");
    }

    @Test
    void noTwoIncidentsHaveOneNumber() {
        RuntimeException failure = new IllegalStateException("no");

        assertThat(Failures.of(failure).detail())
                .isNotEqualTo(Failures.of(failure).detail());
    }

    @ParameterizedTest
    @CsvSource({
        "08006, the database does not answer",
        "57P01, the database does not answer",
        "57014, the database took too long",
        "53100, the disk of the database is full",
        "53300, the database has too much to do",
        "40P01, another change of the same was in the way"
    })
    void anOutageOfTheDatabaseIsSaidToPass(String state, String detail) {
        Problem problem = Failures.of(new IllegalStateException(new SQLException("FATAL", state)));

        assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(problem.detail()).isEqualTo(detail);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(2));
    }

    @Test
    void aPoolWithoutAFreeConnectionIsNoMistakeOfTheServer() {
        Problem problem = Failures.of(new ConnectionException(new SQLException("acquisition timeout")));

        assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
    }

    @Test
    void aStatementThatIsWrongIsAMistakeOfTheServer() {
        Problem problem = Failures.of(new IllegalStateException(new SQLException("syntax error", "42601")));

        assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL);
    }

    @Test
    void jsonThatIsWrongIsNamedWithoutOurClasses() {
        Problem notJson = Failures.of(failure("{\"names\": [1,"));
        Problem otherType = Failures.of(failure("{\"names\": [\"ann\", {}]}"));

        assertThat(notJson.detail()).startsWith("the body is not JSON at line 1, column ");
        assertThat(otherType.detail())
                .startsWith("\"body.names[1]\" has not the type expected")
                .doesNotContain("java.");
        assertThat(List.of(notJson.code(), otherType.code())).containsOnly(ProblemCode.INVALID);
    }

    @Test
    void whatTheFrameworkRefusesHasACodeOfOurs() {
        assertThat(Failures.of(new ForbiddenException()).code()).isEqualTo(ProblemCode.FORBIDDEN);
    }

    private static JsonProcessingException failure(String json) {
        try {
            throw new AssertionError("read " + JSON.readValue(json, Names.class));
        } catch (JsonProcessingException expected) {
            return expected;
        }
    }

    private record Names(List<String> names) {}
}
