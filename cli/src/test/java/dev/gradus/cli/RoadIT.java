package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The road that the README tells, with the program as packaged. Training has a test of its own in templates. */
final class RoadIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    @BeforeAll
    static void scaffoldBothStages() throws Exception {
        assertThat(Program.in(folder).run("new", "rides", "--yes").exitCode()).isZero();
        assertThat(Program.in(folder)
                        .run("new", "fares", "--stage", "managed", "--yes")
                        .exitCode())
                .isZero();
    }

    @Test
    void anAdHocScaffoldHoldsAdHoc() throws Exception {
        JsonNode assessment = assess("rides");

        assertThat(assessment.at("/stage").asText()).isEqualTo("adhoc");
        assertThat(assessment.at("/level/potential").asText()).isEqualTo("adhoc");
        assertThat(assessment.at("/next/stage").asText()).isEqualTo("managed");
        assertThat(assessment.at("/next/blocking")).isNotEmpty();
    }

    @Test
    void aManagedScaffoldHoldsManagedWithEveryControl() throws Exception {
        JsonNode assessment = assess("fares");

        assertThat(assessment.at("/stage").asText()).isEqualTo("managed");
        assertThat(assessment.at("/level/potential").asText()).isEqualTo("managed");
        assertThat(verdicts(assessment, Set.of("adhoc", "managed")).values())
                .hasSize(12)
                .containsOnly("PASS");
    }

    @Test
    void jsonHasTheFieldsThatOthersReadAndNothingElseOnStandardOutput() throws Exception {
        Program.Result result = Program.in(folder).run("assess", "rides", "--json");

        JsonNode assessment = JSON.readTree(result.out());
        assertThat(names(assessment))
                .containsExactlyInAnyOrder(
                        "project",
                        "subject",
                        "catalogue",
                        "assessedAt",
                        "stage",
                        "level",
                        "capabilities",
                        "verdicts",
                        "next",
                        "forecast");
        assertThat(names(assessment.at("/level"))).containsExactlyInAnyOrder("potential", "certified", "waived");
        assertThat(names(assessment.at("/subject"))).containsExactlyInAnyOrder("commit", "tree", "dirty");
        assertThat(names(assessment.at("/verdicts/0")))
                .containsExactlyInAnyOrder(
                        "control",
                        "stage",
                        "capability",
                        "core",
                        "verdict",
                        "certified",
                        "strength",
                        "observedAt",
                        "expiresAt",
                        "findings",
                        "remedy",
                        "effort",
                        "references");
    }

    @Test
    void aRequirementThatIsNotMetExitsWithOne() throws Exception {
        assertThat(Program.in(folder)
                        .run("assess", "rides", "--require", "managed")
                        .exitCode())
                .isEqualTo(ExitCode.NO);
        assertThat(Program.in(folder)
                        .run("assess", "fares", "--require", "managed")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aPromotionKeepsTheEditAndGivesTheLevelThatWasPlanned() throws Exception {
        Program.in(folder).run("new", "edited", "--yes");
        Path project = folder.resolve("edited");
        Files.writeString(project.resolve("README.md"), Files.readString(project.resolve("README.md")) + "\nOurs.\n");
        git(project, "commit", "-qam", "Ours");

        JsonNode plan = JSON.readTree(
                Program.in(project).run("plan", "promote", "--json").out());
        Program.Result promoted = Program.in(project).run("promote");
        git(project, "merge", "-q", "--no-edit", "gradus/promote-managed");

        assertThat(promoted.exitCode()).isZero();
        assertThat(plan.at("/level/before").asText()).isEqualTo("adhoc");
        assertThat(plan.at("/level/after").asText()).isEqualTo("managed");
        assertThat(plan.at("/ledger/userLines").asInt())
                .isEqualTo(plan.at("/ledger/kept").asInt());
        assertThat(git(project, "rev-parse", "HEAD^{tree}").strip())
                .isEqualTo(plan.at("/result").asText());
        assertThat(project.resolve("README.md")).content().contains("Ours.");
        assertThat(assess("edited").at("/level/potential").asText()).isEqualTo("managed");
    }

    @Test
    void aConflictIsLeftOnTheBranchWithExitCodeThree() throws Exception {
        Program.in(folder).run("new", "clash", "--yes");
        Path project = folder.resolve("clash");
        Files.writeString(project.resolve("CODEOWNERS"), "* @somebody-else\n");
        git(project, "add", "CODEOWNERS");
        git(project, "commit", "-qm", "Own it");
        String before = git(project, "rev-parse", "HEAD") + git(project, "status", "--porcelain");

        Program.Result promoted = Program.in(project).run("promote");

        assertThat(promoted.exitCode()).isEqualTo(ExitCode.CONFLICTS);
        assertThat(git(project, "show", "gradus/promote-managed:CODEOWNERS"))
                .contains("<<<<<<<")
                .contains("@somebody-else");
        assertThat(git(project, "rev-parse", "HEAD") + git(project, "status", "--porcelain"))
                .isEqualTo(before);
    }

    private static JsonNode assess(String project) throws Exception {
        return JSON.readTree(Program.in(folder).run("assess", project, "--json").out());
    }

    private static Map<String, String> verdicts(JsonNode assessment, Set<String> stages) {
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode verdict : assessment.at("/verdicts")) {
            if (stages.contains(verdict.path("stage").asText())) {
                verdicts.put(
                        verdict.path("control").asText(),
                        verdict.path("verdict").asText());
            }
        }
        return verdicts;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String git(Path project, String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
