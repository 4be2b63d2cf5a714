package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.assess.ControlVerdict;
import dev.gradus.maturity.assess.Verdict;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.collect.PlannedTree;
import dev.gradus.maturity.collect.PlannedTree.PlannedFile;
import dev.gradus.maturity.repository.Assess;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stage automated as it is scaffolded, and what becomes of its level when a piece of it is taken out or made harmless. */
final class AutomatedScaffoldIT {
    private static final Assess ASSESS = Assess.standard();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Map<String, PlannedFile> SCAFFOLD = scaffold();

    private static final String CI = ".github/workflows/ci.yml";
    private static final String TRAIN = ".github/workflows/train.yml";
    private static final String DELIVER = ".github/workflows/deliver.yml";
    private static final String TESTS = ".gitlab/ci/test.yml";
    private static final String THRESHOLDS = "gates/thresholds.yaml";
    private static final String DEPLOY = "mk/32-deploy.mk";
    private static final String REGISTER = "kit/src/main/java/dev/gradus/kit/registry/Register.java";
    private static final String GATE = "model/src/main/resources/META-INF/services/dev.gradus.kit.spi.RegistrationGate";
    private static final String JUDGED = "gates.forEach(gate -> gate.judge(nominee));";

    @Test
    void holdsAutomatedAndNoMore() {
        assertThat(level(SCAFFOLD)).isEqualTo(Stage.AUTOMATED);
    }

    @ParameterizedTest
    @MethodSource("services")
    void holdsAutomatedWithOneOfTheServicesAlone(Consumer<Edit> other) {
        assertThat(level(edited(other))).isEqualTo(Stage.AUTOMATED);
    }

    @ParameterizedTest
    @MethodSource("corePieces")
    void losesItWithoutAnyCorePiece(Consumer<Edit> edit, String control) {
        Assessment assessment = assess(edited(edit));

        assertThat(verdict(assessment, control)).isEqualTo(Verdict.FAIL);
        assertThat(assessment.level().potential()).isEqualTo(Stage.MANAGED);
    }

    @ParameterizedTest
    @MethodSource("otherPieces")
    void losesTheControlOfAnyOtherPiece(Consumer<Edit> edit, String control) {
        assertThat(verdict(assess(edited(edit)), control)).isEqualTo(Verdict.FAIL);
    }

    static Stream<Named<Consumer<Edit>>> services() {
        return Stream.of(
                Named.of("GitHub", AutomatedScaffoldIT::onGitHub), Named.of("GitLab", AutomatedScaffoldIT::onGitLab));
    }

    static Stream<Arguments> corePieces() {
        return Stream.of(
                gitHub("no workflow tests", "ci-on-change", edit -> edit.remove(CI)),
                gitHub(
                        "the tests' failure is not the job's",
                        "ci-on-change",
                        edit -> edit.replace(CI, "./mvnw -B -ntp verify", "./mvnw -B -ntp verify || true")),
                gitHub(
                        "a step may fail",
                        "ci-on-change",
                        edit -> edit.replace(
                                CI,
                                "      - run: ./mvnw -B -ntp verify",
                                "      - continue-on-error: true\n        run: ./mvnw -B -ntp verify")),
                gitHub(
                        "only a person starts the tests",
                        "ci-on-change",
                        edit -> edit.replace(
                                CI, "  push:\n    branches: [main]\n  pull_request:\n", "  workflow_dispatch:\n")),
                gitHub(
                        "the tests are a file that is not there",
                        "ci-on-change",
                        edit -> edit.replace(CI, "./mvnw -B -ntp verify", "./ci/verify.sh")),
                gitLab("no job tests", "ci-on-change", edit -> edit.remove(TESTS)),
                gitLab(
                        "the job may fail",
                        "ci-on-change",
                        edit -> edit.replace(TESTS, "verify:\n", "verify:\n  allow_failure: true\n")),
                gitHub("no workflow trains", "train-automated", edit -> edit.remove(TRAIN)),
                gitHub("only a person starts the training", "train-automated", AutomatedScaffoldIT::trainedByHand),
                gitHub(
                        "the training's failure is not the job's",
                        "train-automated",
                        edit -> edit.replace(TRAIN, "make pipeline\n", "make pipeline || true\n")),
                gitLab("no job trains", "train-automated", edit -> edit.remove(".gitlab/ci/train.yml")),
                of("no gate is installed", "quality-gate-blocks", edit -> edit.remove(GATE)),
                of("no bound", "quality-gate-blocks", edit -> edit.remove(THRESHOLDS)),
                of("bounds that no model misses", "quality-gate-blocks", AutomatedScaffoldIT::boundless),
                of("nobody asks the gate", "quality-gate-blocks", edit -> edit.replace(REGISTER, JUDGED, "")),
                of(
                        "the gate's no is swallowed",
                        "quality-gate-blocks",
                        edit -> edit.replace(
                                REGISTER,
                                JUDGED,
                                "try { " + JUDGED + " } catch (RuntimeException refused) { err.println(refused); }")),
                gitHub("no workflow deploys", "deploy-automated", edit -> edit.remove(DELIVER)),
                gitHub(
                        "only a person starts the deployment",
                        "deploy-automated",
                        edit -> edit.replace(
                                DELIVER,
                                "  workflow_run:\n    workflows: [train]\n    types: [completed]\n    branches: [main]\n",
                                "  workflow_dispatch:\n")),
                gitHub(
                        "the deployment's failure is not the job's",
                        "deploy-automated",
                        edit -> edit.replaceAll(DELIVER, "(make deploy ENV=\\w+)\n", "$1 || true\n")),
                of(
                        "the deployment only prints",
                        "deploy-automated",
                        edit -> edit.replaceAll(DEPLOY, "kubectl apply", "echo kubectl apply")));
    }

    static Stream<Arguments> otherPieces() {
        return Stream.of(
                of("tests that only print", "tests-effective", AutomatedScaffoldIT::printingTests),
                of("a rollback that only prints", "rollback-proven", edit -> edit.replaceAll(
                                "mk/20-tracking.mk", "ROLLBACK = .*", "ROLLBACK = echo back")
                        .replaceAll(DEPLOY, "ROLLBACK = .*", "ROLLBACK = echo back")
                        .replace("pom.xml", "<id>rollback</id>", "<id>back</id>")),
                of(
                        "a contract that is not there",
                        "data-validated",
                        edit -> edit.remove("model/src/main/resources/META-INF/services/dev.gradus.kit.spi.DataCheck")),
                of("nobody owns the code", "review-enforced", edit -> edit.remove("CODEOWNERS")),
                of("nothing scans the dependencies", "deps-scanned", edit -> edit.replace(CI, "make scan", "make help")
                        .replace(TESTS, "make scan", "make help")
                        .remove("renovate.json")));
    }

    private static Arguments of(String what, String control, Consumer<Edit> edit) {
        return Arguments.of(Named.of(what, edit), control);
    }

    private static Arguments gitHub(String what, String control, Consumer<Edit> edit) {
        return of("GitHub: " + what, control, edit.andThen(AutomatedScaffoldIT::onGitHub));
    }

    private static Arguments gitLab(String what, String control, Consumer<Edit> edit) {
        return of("GitLab: " + what, control, edit.andThen(AutomatedScaffoldIT::onGitLab));
    }

    private static void onGitHub(Edit edit) {
        edit.removeUnder(".gitlab");
    }

    private static void onGitLab(Edit edit) {
        edit.removeUnder(".github/workflows/").removeUnder(".github/actions/");
    }

    private static void trainedByHand(Edit edit) {
        edit.replaceAll(TRAIN, "(?s)on:\n.*  workflow_dispatch:", "on:\n  workflow_dispatch:");
    }

    private static void boundless(Edit edit) {
        edit.replaceAll(THRESHOLDS, "(ratio_to_linear|ratio_to_spread): [0-9.]+", "$1: 1000")
                .replaceAll(THRESHOLDS, "margin: [0-9.]+", "margin: 1000");
    }

    private static void printingTests(Edit edit) {
        edit.replaceAllUnder("src/test/java/", "\\bassert\\w*\\(", "System.out.println(");
    }

    private static Map<String, PlannedFile> scaffold() {
        Pack pack = Packs.builtIn().named("taxi-duration");
        Map<String, PlannedFile> files = new TreeMap<>();
        new Renderer()
                .render(pack, pack.stage("automated"), Map.of("name", "rides"))
                .tree()
                .files()
                .forEach((path, file) ->
                        files.put(path, new PlannedFile(file.mode().bits(), file.bytes())));
        return Map.copyOf(files);
    }

    private static Map<String, PlannedFile> edited(Consumer<Edit> change) {
        Edit edit = new Edit(new TreeMap<>(SCAFFOLD));
        change.accept(edit);
        return edit.files();
    }

    private static Assessment assess(Map<String, PlannedFile> files) {
        return ASSESS.predict("rides", PlannedTree.of(files), NOW);
    }

    private static Stage level(Map<String, PlannedFile> files) {
        return assess(files).level().potential();
    }

    private static Verdict verdict(Assessment assessment, String control) {
        List<Verdict> found = assessment.verdicts().stream()
                .filter(verdict -> verdict.control().equals(control))
                .map(ControlVerdict::verdict)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Edits of the scaffold's files; one that changes nothing is a mistake of the test. */
    private record Edit(Map<String, PlannedFile> files) {

        Edit remove(String path) {
            assertThat(files.remove(path)).as(path).isNotNull();
            return this;
        }

        Edit removeUnder(String folder) {
            files.keySet().removeIf(path -> path.startsWith(folder));
            return this;
        }

        Edit replace(String path, String old, String now) {
            assertThat(text(path)).contains(old);
            return put(path, text(path).replace(old, now));
        }

        Edit replaceAll(String path, String pattern, String now) {
            String before = text(path);
            String after = before.replaceAll(pattern, now);
            assertThat(after).isNotEqualTo(before);
            return put(path, after);
        }

        Edit replaceAllUnder(String folder, String pattern, String now) {
            List.copyOf(files.keySet()).stream()
                    .filter(path -> path.contains(folder) && path.endsWith(".java"))
                    .forEach(path -> put(path, text(path).replaceAll(pattern, now)));
            return this;
        }

        private Edit put(String path, String text) {
            files.put(path, new PlannedFile(files.get(path).mode(), text.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        private String text(String path) {
            assertThat(files).containsKey(path);
            return new String(files.get(path).content(), StandardCharsets.UTF_8);
        }
    }
}
