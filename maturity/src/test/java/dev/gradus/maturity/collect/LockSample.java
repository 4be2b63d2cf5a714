package dev.gradus.maturity.collect;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small project with a lock, and the edits that take the lock's worth away.
 *
 * @param unread nothing installs from the lock
 * @param narrower the build asks for what the lock lacks
 * @param older the build asks for a version that the lock has not
 */
record LockSample(String name, Map<String, String> files, String lock, Edit unread, Edit narrower, Edit older) {

    static final String HASH = "--hash=sha256:" + "0".repeat(64);

    /** A text of a file, and what stands there instead after an edit. */
    record Edit(String path, String text, String by, String tells) {
        void in(SampleProject project) {
            project.replace(path, text, by);
        }
    }

    static final LockSample GRADLE_LOCK = new LockSample(
            "gradle lock",
            Map.of("build.gradle.kts", """
                        plugins { application }
                        dependencyLocking { lockAllConfigurations() }
                        dependencies {
                            implementation("org.deeplearning4j:deeplearning4j-core:1.0.0-M2.1")
                            implementation("org.mlflow:mlflow-client:2.+")
                        }
                        """, "gradle.lockfile", """
                        # This is a Gradle generated file for dependency locking.
                        org.deeplearning4j:deeplearning4j-core:1.0.0-M2.1=compileClasspath,runtimeClasspath
                        org.mlflow:mlflow-client:2.17.2=compileClasspath,runtimeClasspath
                        empty=annotationProcessor
                        """),
            "gradle.lockfile",
            new Edit(
                    "build.gradle.kts",
                    "dependencyLocking",
                    "// dependencyLocking",
                    "gradle.lockfile No build is held to this gradle.lockfile."),
            new Edit(
                    "build.gradle.kts",
                    "dependencies {\n",
                    "dependencies {\n    api(\"ai.djl:api:0.30.0\")\n",
                    "build.gradle.kts:4 The lock has no version of ai.djl:api that this allows."),
            new Edit(
                    "build.gradle.kts",
                    "M2.1",
                    "M2.2",
                    "build.gradle.kts:4 The lock has no version of org.deeplearning4j:deeplearning4j-core that this"
                            + " allows."));

    static final LockSample GRADLE_VERIFICATION = new LockSample(
            "gradle verification",
            Map.of(
                    "build.gradle",
                    """
                        dependencies {
                            implementation 'org.deeplearning4j:deeplearning4j-core:1.0.0'
                            implementation group: 'org.mlflow', name: 'mlflow-client', version: '2.17.2'
                        }
                        """,
                    "gradle.properties",
                    "org.gradle.dependency.verification=strict\n",
                    "gradle/verification-metadata.xml",
                    """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <verification-metadata xmlns="https://schema.gradle.org/dependency-verification">
                          <components>
                            <component group="org.deeplearning4j" name="deeplearning4j-core" version="1.0.0"/>
                            <component group="org.mlflow" name="mlflow-client" version="2.17.2"/>
                          </components>
                        </verification-metadata>
                        """),
            "gradle/verification-metadata.xml",
            new Edit(
                    "gradle.properties",
                    "=strict",
                    "=lenient",
                    "gradle/verification-metadata.xml No build is held to this verification-metadata.xml."),
            new Edit(
                    "build.gradle",
                    "dependencies {\n",
                    "dependencies {\n    runtimeOnly 'ai.djl:api:0.30.0'\n",
                    "build.gradle:2 The lock has no version of ai.djl:api that this allows."),
            new Edit(
                    "build.gradle",
                    "2.17.2",
                    "2.18.0",
                    "build.gradle:3 The lock has no version of org.mlflow:mlflow-client that this allows."));

    static final LockSample POETRY = new LockSample(
            "poetry",
            Map.of("pyproject.toml", """
                        [tool.poetry.dependencies]
                        python = "^3.11"
                        scikit-learn = "^1.5"
                        pandas = {version = ">=2", extras = ["parquet"]}

                        [tool.poetry.group.train.dependencies]
                        mlflow = "~2.17"
                        """, "poetry.lock", """
                        [[package]]
                        name = "scikit-learn"
                        version = "1.6.1"

                        [[package]]
                        name = "pandas"
                        version = "2.2.3"

                        [[package]]
                        name = "mlflow"
                        version = "2.17.2"
                        """, "Makefile", "install:\n\tpoetry install --with train\n"),
            "poetry.lock",
            new Edit(
                    "Makefile",
                    "poetry install --with train",
                    "pip install .",
                    "poetry.lock No command installs from this lock."),
            new Edit(
                    "pyproject.toml",
                    "mlflow =",
                    "polars = \"*\"\nmlflow =",
                    "pyproject.toml:7 The lock has no version of polars that this allows."),
            new Edit(
                    "pyproject.toml",
                    "~2.17",
                    "~2.16",
                    "pyproject.toml:7 The lock has no version of mlflow that this allows."));

    static final LockSample PIPENV = new LockSample(
            "pipenv",
            Map.of(
                    "Pipfile",
                    """
                        [packages]
                        scikit-learn = "*"
                        pandas = ">=2"
                        """,
                    "Pipfile.lock",
                    """
                        {"_meta": {"hash": {"sha256": "00"}},
                         "default": {"scikit-learn": {"version": "==1.6.1"}, "pandas": {"version": "==2.2.3"}},
                         "develop": {}}
                        """,
                    "Dockerfile",
                    "FROM python:3.12-slim\nCOPY . .\nRUN pip install pipenv && pipenv install --system --deploy\n"),
            "Pipfile.lock",
            new Edit("Dockerfile", " --deploy", "", "Dockerfile:3 pipenv installs without a lock that is in the tree"),
            new Edit(
                    "Pipfile",
                    "[packages]\n",
                    "[packages]\npolars = \"*\"\n",
                    "Pipfile:2 The lock has no version of polars that this allows."),
            new Edit("Pipfile", ">=2", ">=2.3", "Pipfile:3 The lock has no version of pandas that this allows."));

    static final LockSample CONDA_LOCK = new LockSample(
            "conda lock",
            Map.of(
                    "environment.yml",
                    """
                        dependencies:
                          - python=3.12
                          - conda-forge::scikit-learn=1.6
                          - pip:
                              - mlflow>=2.17
                        """,
                    "conda-lock.yml",
                    """
                        version: 1
                        package:
                        - name: scikit-learn
                          version: 1.6.1
                          manager: conda
                        - name: mlflow
                          version: '2.17.2'
                          manager: pip
                        """,
                    "Makefile",
                    "install:\n\tconda-lock install --name rides conda-lock.yml\n"),
            "conda-lock.yml",
            new Edit(
                    "Makefile",
                    "conda-lock install --name rides conda-lock.yml",
                    "conda env create -f environment.yml",
                    "conda-lock.yml No command installs from this lock."),
            new Edit(
                    "environment.yml",
                    "  - pip:",
                    "  - polars\n  - pip:",
                    "environment.yml:4 The lock has no version of polars that this allows."),
            new Edit(
                    "environment.yml",
                    "scikit-learn=1.6",
                    "scikit-learn=1.7",
                    "environment.yml:3 The lock has no version of scikit-learn that this allows."));

    static final LockSample CONDA_EXPLICIT = new LockSample(
            "conda explicit",
            Map.of(
                    "environment.yml",
                    "dependencies:\n  - scikit-learn=1.6.1=py312_0\n  - pandas>=2\n",
                    "conda-linux-64.lock",
                    """
                        @EXPLICIT
                        https://conda.example/conda-forge/linux-64/scikit-learn-1.6.1-py312_0.conda#00
                        https://conda.example/conda-forge/linux-64/pandas-2.2.3-py312_1.tar.bz2#00
                        """,
                    "Dockerfile",
                    "FROM micromamba\nCOPY . .\nRUN micromamba create -n rides -f conda-linux-64.lock\n"),
            "conda-linux-64.lock",
            new Edit(
                    "Dockerfile",
                    "conda-linux-64.lock",
                    "environment.yml",
                    "conda-linux-64.lock No command installs from this lock."),
            new Edit(
                    "environment.yml",
                    "  - pandas",
                    "  - polars\n  - pandas",
                    "environment.yml:3 The lock has no version of polars that this allows."),
            new Edit(
                    "environment.yml",
                    "pandas>=2",
                    "pandas>=2.3",
                    "environment.yml:3 The lock has no version of pandas that this allows."));

    static final LockSample REQUIREMENTS = new LockSample(
            "requirements",
            Map.of(
                    "requirements.in",
                    "scikit-learn~=1.6.0\npandas>=2\n",
                    "requirements.txt",
                    "scikit-learn==1.6.1 \\\n    %s \\\n    %s\npandas==2.2.3 %s\n".formatted(HASH, HASH, HASH),
                    "Makefile",
                    "install:\n\tpip install --require-hashes -r requirements.txt\n"),
            "requirements.txt",
            new Edit(
                    "Makefile",
                    "--require-hashes -r requirements.txt",
                    "--requirement=requirements.in",
                    "requirements.txt No command installs from this lock."),
            new Edit(
                    "requirements.in",
                    "pandas",
                    "polars\npandas",
                    "requirements.in:2 The lock has no version of polars that this allows."),
            new Edit(
                    "requirements.in",
                    "~=1.6.0",
                    "~=1.5.0",
                    "requirements.in:1 The lock has no version of scikit-learn that this allows."));

    static Stream<LockSample> all() {
        return Stream.of(GRADLE_LOCK, GRADLE_VERIFICATION, POETRY, PIPENV, CONDA_LOCK, CONDA_EXPLICIT, REQUIREMENTS);
    }

    SampleProject in(Path folder) {
        SampleProject project = SampleProject.empty(folder);
        files.forEach(project::write);
        return project;
    }

    @Override
    public String toString() {
        return name;
    }
}
