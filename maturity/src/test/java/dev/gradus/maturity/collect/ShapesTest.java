package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Stage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories laid out in other ways than the samples are read as what they are. */
class ShapesTest {

    private static final String NOTEBOOK = """
            {"cells": [{"cell_type": "code", "source": [
                "import pandas as pd\\n",
                "from sklearn.ensemble import RandomForestRegressor\\n",
                "model = RandomForestRegressor().fit(pd.read_csv('rides.csv'), [1])"]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void aGradleProjectWithAKotlinScriptHoldsWhatAMavenProjectHolds() {
        SampleProject project = gradle();

        assertThat(failing(project)).isEmpty();
    }

    @Test
    void aGradleTaskOfAClassThatIsNotThereIsToldWithItsPlace() {
        SampleProject project = gradle().replace("build.gradle.kts", "rides.Train\"", "rides.Trainer\"");

        assertThat(failing(project))
                .containsExactly("data-referenced", "experiments-tracked", "holdout-evaluated", "train-entrypoint");
        assertThat(SampleProject.findings(project.assess(), "train-entrypoint"))
                .contains(
                        "build.gradle.kts:9 The command \"train\" names class com.example.rides.Trainer, which is not in"
                                + " the tree.");
    }

    private SampleProject gradle() {
        return SampleProject.copy("java", folder)
                .delete("pom.xml")
                .write("build.gradle.kts", """
                        plugins { java }
                        // versions are held by gradle.lockfile
                        dependencyLocking { lockAllConfigurations() }
                        dependencies {
                            implementation("org.deeplearning4j:deeplearning4j-core:1.0.0-M2.1")
                            implementation("org.mlflow:mlflow-client:2.17.2")
                        }
                        tasks.register<JavaExec>("train") {
                            mainClass = "com.example.rides.Train"
                        }
                        tasks.register<JavaExec>("register") {
                            mainClass.set("com.example.rides.Register")
                        }
                        """)
                .write("gradle.lockfile", """
                        org.deeplearning4j:deeplearning4j-core:1.0.0-M2.1=runtimeClasspath
                        org.mlflow:mlflow-client:2.17.2=runtimeClasspath
                        """)
                .replace("Makefile", "mvn -q compile exec:java@train -Dexec.args", "gradle -q train --args")
                .replace("Makefile", "mvn -q compile exec:java@register", "gradle -q register");
    }

    @Test
    void aPackageUnderSrcIsFollowedFromItsConsoleScriptAlone() {
        SampleProject project = SampleProject.copy("python", folder)
                .delete("Makefile")
                .delete("mk/model.mk")
                .append("pyproject.toml", "rides-train = \"rides.train:main\"\n")
                .replace("src/rides/train.py", "from .features", "from rides.features");

        assertThat(failing(project)).isEmpty();
    }

    @Test
    void theFolderOfAMonorepoIsAProjectOfItsOwn() {
        SampleProject project = monorepo("Makefile", "train:\n\t$(MAKE) -C ml train\n");
        project.commit("begin");

        Assessment assessment = project.assess("ml");

        assertThat(SampleProject.potential(assessment).values()).containsOnly("PASS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: push\njobs: {train: {steps: [{working-directory: ml, run: python -m rides.train}]}}",
                "on: push\njobs: {train: {defaults: {run: {working-directory: ml}}, steps: [{run: python -m rides.train}]}}",
                "on: push\njobs: {train: {steps: [{run: \"cd ml\\npython src/rides/train.py\"}]}}",
                "on: push\njobs: {train: {steps: [{run: make -C ml train}]}}",
                "on: push\njobs: {train: {steps: [{run: sh ml/train.sh}]}}",
            })
    void aMonorepoIsFollowedIntoTheFolderOfItsModel(String workflow) {
        SampleProject project = monorepo(".github/workflows/train.yml", workflow)
                .write("ml/train.sh", "cd \"$(dirname \"$0\")\"\n./steps/fit.sh\n")
                .write("ml/steps/fit.sh", "cd \"$HOME\" && ./anything.sh\ncd /srv\npython -m rides.train\n");

        assertThat(failing(project)).isEmpty();
    }

    @Test
    void aMonorepoThatTrainsInAFolderThatIsNotThereIsTold() {
        SampleProject project = monorepo(
                ".github/workflows/train.yml",
                "on: push\njobs: {train: {steps: [{working-directory: model, run: python rides/train.py}]}}");

        assertThat(failing(project)).containsExactly("train-entrypoint");
    }

    /** The Python sample in a folder beside a web front end. */
    private SampleProject monorepo(String command, String text) {
        return SampleProject.empty(folder)
                .add("python", "ml")
                .write("CODEOWNERS", "* @rides-team\n")
                .write("README.md", "# Everything\n")
                .write("web/package.json", "{\"name\": \"web\"}")
                .write("web/src/index.ts", "fetch('/rides');\n")
                .write(command, text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepositoryOfNotebooksIsAdHocAndSaysWhy(boolean built) {
        SampleProject project =
                SampleProject.empty(folder).write("README.md", "# Rides\n").write("rides.ipynb", NOTEBOOK);
        if (built) {
            project.write("requirements.txt", "scikit-learn\n");
        }
        project.commit("explore");

        Assessment assessment = project.assess();

        assertThat(assessment.level().potential()).isEqualTo(Stage.ADHOC);
        assertThat(SampleProject.findings(assessment, "adhoc-symptoms"))
                .contains("rides.ipynb The work is in notebooks alone: see train-entrypoint.");
        assertThat(SampleProject.findings(assessment, "train-entrypoint"))
                .containsExactly("- No command or program trains the model.");
        assertThat(SampleProject.potential(assessment))
                .containsEntry("code-versioned", "FAIL")
                .containsEntry("holdout-evaluated", "FAIL");
    }

    @Test
    void javaWithoutABuildIsRecognisedByWhatItImports() {
        SampleProject project = SampleProject.empty(folder)
                .write("Train.java", "import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;\n\nclass Train {}\n");
        project.commit("begin");

        assertThat(project.assess().level().potential()).isEqualTo(Stage.ADHOC);
    }

    @Test
    void aRepositoryWithNothingButAReadmeHasNoLevel() {
        SampleProject project = SampleProject.empty(folder)
                .write("README.md", "# Rides\n\nWe will import sklearn here, and predict how long a ride takes.\n");
        project.commit("begin");

        Assessment assessment = project.assess();

        assertThat(assessment.level().potential()).isNull();
        assertThat(SampleProject.findings(assessment, "project-inventoried"))
                .contains("- No build, source or notebook uses a library for machine learning, and no model is kept in"
                        + " the tree.");
    }

    @Test
    void aWebApplicationHasNoLevelHoweverWellItIsKept() {
        SampleProject project = SampleProject.empty(folder)
                .write("CODEOWNERS", "* @web-team\n")
                .write("package.json", "{\"name\": \"shop\", \"scripts\": {\"train\": \"echo train\"}}")
                .write("pyproject.toml", "[project]\nname = \"shop\"\ndependencies = [\"flask==3.1.0\"]\n")
                .write("shop/train.py", "def fit(size):\n    return size\n\n\nprint(fit(3))\n")
                .write("src/main/java/com/example/Shop.java", "class Shop { void train(Coach coach) { coach.fit(); } }")
                .write("public/index.html", "<p>import torch</p>")
                .write("data/prices.csv", "a,1\n")
                .write("tests/fixtures/model.pkl", new byte[] {1})
                .write("Dockerfile", "FROM python:3.12-slim\nCOPY . .\nCMD [\"flask\", \"run\"]\n");
        project.commit("begin");

        Assessment assessment = project.assess();

        assertThat(assessment.level().potential()).isNull();
        assertThat(assessment.level().certified()).isNull();
        assertThat(SampleProject.potential(assessment)).containsEntry("project-inventoried", "FAIL");
    }

    /** Controls that the project does not pass. */
    private static List<String> failing(SampleProject project) {
        project.commit("shape");
        Assessment assessment = project.assess();
        assertThat(assessment.level().potential()).isNotNull();
        return SampleProject.potential(assessment).entrySet().stream()
                .filter(verdict -> !verdict.getValue().equals("PASS"))
                .map(verdict -> verdict.getKey())
                .toList();
    }
}
