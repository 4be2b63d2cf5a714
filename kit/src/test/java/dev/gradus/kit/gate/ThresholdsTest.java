package dev.gradus.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds that projects get, as they are and spoilt. */
class ThresholdsTest {

    private static final Path PACK = Path.of("../templates/packs/taxi-duration/automated");

    @TempDir
    Path project;

    @Test
    void theBoundsOfThePackAreRead() {
        Thresholds thresholds = Thresholds.read(PACK);

        assertThat(thresholds.accuracy().linear()).isBetween(0.5, 0.99);
        assertThat(thresholds.champion().bootstrap().resamples()).isEqualTo(2000);
        assertThat(thresholds.champion().acceptWhenLost()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ratio_to_linear: 0.85    | ratio_to_linear: 1.2      | says 1.2 for accuracy.ratio_to_linear, which must be a number above 0.0 and at most 0.99
            ratio_to_linear: 0.85    | ratio_to_linear: 0        | says 0 for accuracy.ratio_to_linear
            ratio_to_linear: 0.85    | ratio_to_linear: -1       | says -1 for accuracy.ratio_to_linear
            ratio_to_linear: 0.85    | ratio_to_linear: .nan     | is not valid YAML at line 7
            ratio_to_linear: 0.85    | ratio_to_linear: low      | says low for accuracy.ratio_to_linear
            ratio_to_linear: 0.85    | ratio_to_linear:          | says nothing for accuracy.ratio_to_linear
            ratio_to_linear: 0.85    | ratio_to_lienar: 0.85     | has accuracy.ratio_to_lienar, which is no bound of the gate
            accuracy:                | accurracy:                | has accurracy, which is no bound of the gate
            margin: 0.02             | margin: 5                 | says 5 for champion.margin
            confidence: 0.95         | confidence: 1             | says 1 for champion.confidence
            resamples: 2000          | resamples: 3              | must be a whole number from 200 to 1000000
            resamples: 2000          | resamples: 2000.5         | must be a whole number
            when_lost: refuse        | when_lost: ignore         | says ignore for champion.when_lost, which must be refuse or accept
            min_rides: 100           | min_rides: 1              | says 1 for slices.min_rides, which must be a whole number from 30
            min_judged_share: 0.9    | min_judged_share: 0       | says 0 for slices.min_judged_share
            percentile: 0.9          | percentile: 99            | says 99 for latency.percentile
            microseconds: 500        | microseconds: 5000000     | says 5000000 for latency.microseconds
            minutes: 0.0001          | minutes: 10               | says 10 for parity.minutes
            accuracy:                | 'accuracy: ['             | is not valid YAML at line
            """)
    void aBoundThatIsNoneIsRefusedInOneLine(String from, String to, String message) throws IOException {
        String text = Files.readString(PACK.resolve(Thresholds.FILE));
        assertThat(text).contains(from);
        Files.createDirectories(project.resolve("gates"));
        Files.writeString(project.resolve(Thresholds.FILE), text.replaceFirst(from, to));

        assertThatThrownBy(() -> Thresholds.read(project))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void withoutAFileNothingIsJudged() {
        assertThatThrownBy(() -> Thresholds.read(project))
                .isInstanceOf(BadInput.class)
                .hasMessage("there is no gates/thresholds.yaml");
    }
}
