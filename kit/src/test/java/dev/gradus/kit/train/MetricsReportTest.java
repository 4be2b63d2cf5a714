package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.DropReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsReportTest {

    @TempDir
    Path folder;

    @Test
    void theFileHasEveryAgreedField() throws IOException {
        Path file = folder.resolve("metrics.json");

        report().write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/contract").asText()).isEqualTo("pre-trip");
        assertThat(json.at("/trainedOn/0").asText()).isEqualTo("january");
        assertThat(json.at("/evaluatedOn/0").asText()).isEqualTo("february");
        assertThat(json.at("/rows").asInt()).isEqualTo(2);
        assertThat(json.at("/dropped/longer than 60 minutes").asInt()).isEqualTo(3);
        assertThat(json.at("/rmse").asDouble()).isEqualTo(1);
        assertThat(json.at("/mae").asDouble()).isEqualTo(1);
        assertThat(json.at("/bias").asDouble()).isZero();
        assertThat(json.at("/r2").asDouble()).isEqualTo(0.75);
        assertThat(json.at("/interval/coverage").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/interval/width").asDouble()).isEqualTo(5);
        assertThat(json.at("/baselines/mean/rmse").asDouble()).isEqualTo(2);
        assertThat(json.at("/baselines/linear/rmse").asDouble()).isZero();
        assertThat(json.at("/slices/0").toString())
                .isEqualTo("{\"name\":\"borough\",\"value\":\"Queens\",\"rows\":1,\"rmse\":1.0}");
        assertThat(json.at("/model/digest").asText()).isEqualTo("sha256:00");
        assertThat(json.at("/model/seeds").toString()).isEqualTo("[1,2]");
        assertThat(json.at("/model/threads").asInt()).isEqualTo(2);
        assertThat(json.at("/machine/jdk").asText()).isEqualTo(System.getProperty("java.version"));
    }

    @Test
    void theTableShowsTheModelBesideItsBaselines() {
        assertThat(report().table())
                .containsSubsequence("mean of all rides", "2.00", "linear, zone pair ", "0.00", "this model", "1.00")
                .contains("borough      Queens")
                .contains("50.0 % of them within their prediction interval, 5.00 minutes wide on average");
    }

    @Test
    void aModelWithoutPredictionIntervalsHasNoCoverage() {
        Evaluation evaluation = new Evaluation();
        evaluation.add(11, 12, 10, 10);
        evaluation.intervals().add(Double.NaN, Double.NaN, 10);
        MetricsReport report = new MetricsReport(report().subject(), report().data(), evaluation);

        assertThat(report.figures()).doesNotContainKeys("interval.coverage", "interval.width");
        assertThat(report.table()).doesNotContain("interval");
    }

    @Test
    void aRunRecordsTheFiguresByName() {
        assertThat(report().figures())
                .containsOnlyKeys(
                        "rmse",
                        "mae",
                        "bias",
                        "r2",
                        "baseline.mean.rmse",
                        "baseline.linear.rmse",
                        "interval.coverage",
                        "interval.width")
                .containsEntry("interval.coverage", 0.5)
                .containsEntry("rmse", 1.0);
    }

    private static MetricsReport report() {
        Evaluation evaluation = new Evaluation();
        evaluation.add(11, 12, 10, 10);
        evaluation.add(13, 12, 14, 14);
        evaluation.intervals().add(9, 13, 10);
        evaluation.intervals().add(7, 13, 14);
        evaluation.slices().add("borough", "Queens", 11, 10);
        return new MetricsReport(
                new MetricsReport.Subject("pre-trip", "sha256:00", List.of(1, 2), 2, 1e-6),
                new MetricsReport.Data(
                        List.of("january"),
                        List.of("february"),
                        new DropReport(5, 2, new TreeMap<>(Map.of("longer than 60 minutes", 3L)), new TreeMap<>())),
                evaluation);
    }
}
