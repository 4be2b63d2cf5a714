package dev.gradus.maturity.collect;

import static dev.gradus.maturity.collect.LockSample.CONDA_LOCK;
import static dev.gradus.maturity.collect.LockSample.GRADLE_LOCK;
import static dev.gradus.maturity.collect.LockSample.HASH;
import static dev.gradus.maturity.collect.LockSample.PIPENV;
import static dev.gradus.maturity.collect.LockSample.POETRY;
import static dev.gradus.maturity.collect.LockSample.REQUIREMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.collect.LockSample.Edit;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lock pins a build when it is there, when the build is held to it, and when it holds all that the build asks for. */
class LockTest {

    private static final String PINNED = "deps-pinned";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.gradus.maturity.collect.LockSample#all")
    void aLockThatTheBuildIsHeldToPins(LockSample sample) {
        assertPinned(sample.in(folder));
    }

    @ParameterizedTest
    @MethodSource("dev.gradus.maturity.collect.LockSample#all")
    void withoutItsLockNothingIsPinned(LockSample sample) {
        String tells = sample.name().startsWith("gradle")
                ? "- There is no gradle.lockfile, and no gradle/verification-metadata.xml."
                : "- There is no lock file with exact versions and hashes.";
        assertNotPinned(sample.in(folder).delete(sample.lock()), tells);
    }

    @ParameterizedTest
    @MethodSource("dev.gradus.maturity.collect.LockSample#all")
    void aLockThatNothingReadsPinsNothing(LockSample sample) {
        assertNotPinned(sample, sample.unread());
    }

    @ParameterizedTest
    @MethodSource("dev.gradus.maturity.collect.LockSample#all")
    void aLockThatLacksADependencyPinsNothing(LockSample sample) {
        assertNotPinned(sample, sample.narrower());
    }

    @ParameterizedTest
    @MethodSource("dev.gradus.maturity.collect.LockSample#all")
    void aLockOfAnotherVersionThanTheBuildAsksForPinsNothing(LockSample sample) {
        assertNotPinned(sample, sample.older());
    }

    /** An edit that leaves the lock in place and takes its hold away. */
    private record Attempt(LockSample sample, Edit edit) {
        @Override
        public String toString() {
            return sample + ": " + edit.by();
        }
    }

    static Stream<Attempt> attempts() {
        return Stream.of(
                new Attempt(
                        GRADLE_LOCK,
                        new Edit(
                                "build.gradle.kts",
                                "lockAllConfigurations()",
                                "lockAllConfigurations(); lockMode = LockMode.LENIENT",
                                "gradle.lockfile No build is held to this gradle.lockfile.")),
                new Attempt(
                        GRADLE_LOCK,
                        new Edit(
                                "build.gradle.kts",
                                "lockAllConfigurations()",
                                "lockMode = LockMode.STRICT",
                                "gradle.lockfile No build is held to this gradle.lockfile.")),
                new Attempt(
                        POETRY,
                        new Edit(
                                "Makefile",
                                "poetry install",
                                "poetry lock && poetry install",
                                "Makefile:2 poetry installs without a lock that is in the tree")),
                new Attempt(
                        PIPENV,
                        new Edit(
                                "Dockerfile",
                                "RUN pip",
                                "RUN pipenv update\nRUN pip",
                                "Dockerfile:4 pipenv installs without a lock that is in the tree")),
                new Attempt(
                        REQUIREMENTS,
                        new Edit(
                                "Makefile",
                                "-r requirements.txt",
                                "-r requirements.txt -r requirements.in",
                                "Makefile:2 pip installs without a lock that is in the tree")),
                new Attempt(
                        REQUIREMENTS,
                        new Edit(
                                "requirements.txt",
                                "pandas==2.2.3 " + HASH,
                                "pandas==2.2.3",
                                "- There is no lock file with exact versions and hashes.")));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void anAttemptToFoolIsSeen(Attempt attempt) {
        assertNotPinned(attempt.sample(), attempt.edit());
    }

    @Test
    void aGradleModuleIsHeldByWhatTheRootDemandsOfAll() {
        // Given
        SampleProject project = GRADLE_LOCK
                .in(folder)
                .write("build.gradle.kts", "allprojects { dependencyLocking { lockAllConfigurations() } }\n")
                .write("gradle.lockfile", "empty=runtimeClasspath\n")
                .write("model/build.gradle.kts", "dependencies { implementation(libs.dl4j.core) }\n")
                .write("model/gradle.lockfile", "org.deeplearning4j:deeplearning4j-core:1.0.0=runtimeClasspath\n")
                .write("gradle/libs.versions.toml", """
                        [versions]
                        dl4j = "1.0.0"
                        [libraries]
                        dl4j-core = { module = "org.deeplearning4j:deeplearning4j-core", version.ref = "dl4j" }
                        unused = "ai.djl:api:0.30.0"
                        """);
        assertPinned(project);

        // When, then
        project.delete("model/gradle.lockfile");
        assertNotPinned(
                project,
                "gradle/libs.versions.toml:4 The lock has no version of org.deeplearning4j:deeplearning4j-core that this"
                        + " allows.");
    }

    @Test
    void whatSynchronisesWithALockInstallsFromIt() {
        assertPinned(REQUIREMENTS.in(folder).write("Makefile", "install:\n\tpip install pip-tools\n\tpip-sync\n"));
    }

    @Test
    void anActionThatSetsUpCondaInstallsFromTheFileThatItNames() {
        SampleProject project = CONDA_LOCK.in(folder).delete("Makefile").write(".github/workflows/ci.yml", """
                        on: push
                        jobs:
                          build:
                            steps:
                              - uses: mamba-org/setup-micromamba@v2
                                with:
                                  environment-file: conda-lock.yml
                        """);
        assertPinned(project);

        project.replace(".github/workflows/ci.yml", "conda-lock.yml", "environment.yml");
        assertNotPinned(project, ".github/workflows/ci.yml:7 conda installs without a lock that is in the tree");
    }

    @Test
    void aLockThatHoldsAVersionForEachPlatformHoldsBoth() {
        assertPinned(POETRY.in(folder)
                .replace("pyproject.toml", "[tool.poetry.group", "numpy = \"<2\"\n\n[tool.poetry.group")
                .append("poetry.lock", "\n[[package]]\nname = \"numpy\"\nversion = \"1.26.4\"\n")
                .append("poetry.lock", "\n[[package]]\nname = \"numpy\"\nversion = \"2.1.0\"\n"));
    }

    @Test
    void aLockOfManyMegabytesIsRead() {
        StringBuilder hashes = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            hashes.append("\n# sha256:").append("%064x".formatted(i));
        }
        SampleProject project = POETRY.in(folder);
        assertPinned(project.write("poetry.lock", hashes + "\n" + POETRY.files().get("poetry.lock")));
    }

    private void assertNotPinned(LockSample sample, Edit edit) {
        SampleProject project = sample.in(folder);
        edit.in(project);
        assertNotPinned(project, edit.tells());
    }

    private static void assertPinned(SampleProject project) {
        project.commit("pin");
        Assessment assessment = project.assess();
        assertThat(SampleProject.findings(assessment, PINNED)).isEmpty();
        assertThat(SampleProject.potential(assessment)).containsEntry(PINNED, "PASS");
    }

    private static void assertNotPinned(SampleProject project, String tells) {
        project.commit("edit");
        Assessment assessment = project.assess();
        assertThat(SampleProject.findings(assessment, PINNED)).contains(tells);
        assertThat(SampleProject.potential(assessment)).containsEntry(PINNED, "FAIL");
    }
}
