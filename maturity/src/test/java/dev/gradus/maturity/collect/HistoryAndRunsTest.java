package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.assess.ControlVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What history and recorded runs show counts for the certified level, and a credential of the past for both. */
@ParameterizedClass
@EnumSource
class HistoryAndRunsTest {

    /** Put together here, so that no scan of this repository finds a key in it. */
    private static final String KEY = "AKIA" + "Q7ZB2MX4LKD3WPTN";

    private static final byte[] MODEL = "weights".getBytes(StandardCharsets.UTF_8);
    /** The digest of January in the Java sample's params.yaml. */
    private static final String TRAINED_ON = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static final String RUN = "0123456789abcdef0123456789abcdef";

    /** The sample of a language, with a file of its code and the metric that its document names. */
    private enum Sample {
        JAVA("java", "src/main/java/com/example/rides/Network.java", "// a network\n", "rmse"),
        PYTHON("python", "src/rides/features.py", "# a feature\n", "mae");

        final String project;
        final String code;
        final String comment;
        final String metric;

        Sample(String project, String code, String comment, String metric) {
            this.project = project;
            this.code = code;
            this.comment = comment;
            this.metric = metric;
        }
    }

    @Parameter
    Sample sample;

    @TempDir
    Path folder;

    private SampleProject project;

    @BeforeEach
    void copy() {
        project = SampleProject.copy(sample.project, folder);
    }

    @Test
    void aKeyThatWasCommittedAndRemovedIsStillFound() {
        // Given
        SortedMap<String, String> before = SampleProject.potential(project.assess());
        String brought = project.write("conf/settings", "REGION = 'eu'\nKEY = '" + KEY + "'\n")
                .commit("add");
        project.delete("conf/settings").commit("remove");

        // When
        Assessment after = project.assess();

        // Then
        before.put("secrets-absent", "FAIL");
        assertThat(SampleProject.potential(after)).isEqualTo(before);
        assertThat(SampleProject.findings(after, "secrets-absent"))
                .containsExactly(
                        "conf/settings:2 AWS access key, brought by commit " + brought + " and still in the history");
    }

    @Test
    void noFindingRepeatsTheCredential() {
        // Given
        project.write("conf/settings", "KEY = '" + KEY + "'\n").commit("add");

        // When
        Assessment after = project.assess();

        // Then
        assertThat(after.toString()).doesNotContain(KEY).doesNotContain(KEY.substring(4));
    }

    @Test
    void aBulkDumpOfCodeIsNoHistory() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When
        ControlVerdict once = project.assess().verdict("code-versioned");
        project.append(sample.code, sample.comment.repeat(40)).commit("code");
        ControlVerdict twice = project.assess().verdict("code-versioned");

        // Then
        assertThat(once.verdict().name()).isEqualTo("PASS");
        assertThat(once.certified()).hasToString("FAIL");
        assertThat(twice.certified()).hasToString("PASS");
    }

    @Test
    void whatATemplateRenderedIsNobodysWork() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));
        byte[] code = sample.comment.repeat(5_000).getBytes(StandardCharsets.UTF_8);
        String rendered = sample.code.replaceFirst("\\w+\\.", "Library.");
        project.write(rendered, code)
                .write(
                        ".gradus/lock.json",
                        "{\"stage\":\"managed\",\"files\":{\"%s\":{\"sha256\":\"%s\"}}}"
                                .formatted(rendered, sha256(code)))
                .commit("render");

        // When
        project.append(sample.code, sample.comment.repeat(40)).commit("code");

        // Then
        assertThat(certified()).containsEntry("code-versioned", "PASS");
    }

    @Test
    void aRunWithItsCommitItsDataAndItsModelCertifies() throws Exception {
        // When
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // Then
        assertThat(certified())
                .containsAllEntriesOf(Map.of(
                        "train-entrypoint", "PASS",
                        "experiments-tracked", "PASS",
                        "data-referenced", "PASS",
                        "holdout-evaluated", "PASS",
                        "problem-framed", "PASS",
                        "model-registered", "PASS"));
    }

    @Test
    void aRunOfACommitThatNobodyHasProvesNoTracking() throws Exception {
        // When
        record("f".repeat(40), "sha256:" + sha256(MODEL));

        // Then
        assertThat(certified()).containsEntry("experiments-tracked", "FAIL").containsEntry("train-entrypoint", "PASS");
    }

    @Test
    void aModelThatIsNotTheRecordedOneProvesNothing() throws Exception {
        // When
        record(commitOf(project), "sha256:" + "0".repeat(64));

        // Then
        assertThat(certified())
                .containsEntry("experiments-tracked", "FAIL")
                .containsEntry("model-registered", "FAIL")
                .containsEntry("holdout-evaluated", "PASS");
    }

    @Test
    void aTestOnTheTrainingDataProvesNothing() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When
        edit("b".repeat(64), TRAINED_ON);

        // Then
        assertThat(certified()).containsEntry("holdout-evaluated", "FAIL").containsEntry("data-referenced", "PASS");
    }

    @Test
    void aRunThatDoesNotSayWhatItReadNamesNoData() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When
        edit("sha256:" + TRAINED_ON, "the January file");

        // Then
        assertThat(certified()).containsEntry("data-referenced", "FAIL").containsEntry("holdout-evaluated", "PASS");
    }

    @Test
    void theDigestOfASampleIsNotThatOfTheDataThatWasTrainedOn() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When
        if (sample == Sample.PYTHON) {
            project.delete("data/rides.parquet.dvc").replace("Makefile", "$(DATA)", "params.yaml");
        }
        project.write("params.yaml", "file: data/sample.csv\nsha256: " + "e".repeat(64) + "\n")
                .commit("sample");

        // Then
        Assessment after = project.assess();
        assertThat(certified()).containsEntry("data-referenced", "FAIL").containsEntry("holdout-evaluated", "PASS");
        assertThat(SampleProject.findings(after, "data-referenced"))
                .contains("runs/" + RUN + "/run.jsonl Run " + RUN + " trained on data that no reference names by its"
                        + " sha256.");
    }

    @Test
    void aRunThatDidNotFinishProvesNothing() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When
        edit("FINISHED", "FAILED");

        // Then
        assertThat(certified())
                .containsEntry("train-entrypoint", "FAIL")
                .containsEntry("experiments-tracked", "FAIL")
                .containsEntry("data-referenced", "FAIL")
                .containsEntry("holdout-evaluated", "FAIL")
                .containsEntry("problem-framed", "FAIL");
    }

    @Test
    void aMetricThatNoRunRecordsDecidesNothing() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When: the baseline's own score, under the metric's name, is not the model's
        edit("\"key\":\"" + sample.metric + "\"", "\"key\":\"speed\"");

        // Then
        assertThat(certified()).containsEntry("problem-framed", "FAIL").containsEntry("experiments-tracked", "PASS");
    }

    @Test
    void aVersionOfARunThatNobodyRecordedIsNotRegistered() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));

        // When
        project.replace("models/team.rides/1/version.json", RUN, "f".repeat(32));

        // Then
        assertThat(certified()).containsEntry("model-registered", "FAIL").containsEntry("experiments-tracked", "PASS");
    }

    @Test
    void aRunThatWasCutOffIsReadAsFarAsItGoes() throws Exception {
        // Given
        record(commitOf(project), "sha256:" + sha256(MODEL));
        Path run = folder.resolve("runs/" + RUN + "/run.jsonl");
        String text = Files.readString(run);

        // When
        Files.writeString(run, text.substring(0, text.length() - 30));

        // Then
        assertThat(certified()).containsEntry("experiments-tracked", "FAIL");
    }

    private void edit(String recorded, String by) {
        project.replace("runs/" + RUN + "/run.jsonl", recorded, by);
    }

    private SortedMap<String, String> certified() {
        SortedMap<String, String> verdicts = new TreeMap<>();
        project.assess().verdicts().forEach(each -> verdicts.put(each.control(), String.valueOf(each.certified())));
        return verdicts;
    }

    private static String commitOf(SampleProject project) {
        String commit = project.assess().subject().commit();
        assertThat(commit).isNotNull();
        return commit;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private void record(String commit, String digest) {
        project.write("runs/" + RUN + "/artifacts/model/model.safetensors", MODEL);
        project.write("models/team.rides/1/model.safetensors", MODEL);
        project.write("models/team.rides/1/version.json", """
                {"name":"team.rides","version":"1","runId":"%s","digest":"%s","createdAt":"2026-03-02T10:00:00Z"}
                """.formatted(RUN, digest));
        project.write("models/team.rides/aliases.json", "{\"champion\":\"1\"}");
        project.write("runs/" + RUN + "/run.jsonl", """
                {"event":"start","runId":"%s","time":"2026-03-02T09:30:00Z","entryPoint":"rides.train"}
                {"event":"tag","key":"mlflow.source.git.commit","value":"%s"}
                {"event":"param","key":"depth","value":"3"}
                {"event":"input","name":"01.parquet","digest":"sha256:%s","context":"training","rows":10}
                {"event":"input","name":"02.parquet","digest":"sha256:%s","context":"testing","rows":10}
                {"event":"metric","key":"%s","value":5.0,"step":0,"time":"2026-03-02T09:40:00Z"}
                {"event":"metric","key":"baseline.mean.%s","value":9.0,"step":0,"time":"2026-03-02T09:40:00Z"}
                {"event":"artifact","path":"model/model.safetensors","digest":"%s"}
                {"event":"end","status":"FINISHED","time":"2026-03-02T09:41:00Z"}
                """.formatted(
                        RUN, commit, TRAINED_ON, "b".repeat(64), sample.metric, sample.metric, digest));
    }
}
