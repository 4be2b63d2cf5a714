package dev.gradus.maturity.collect.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytest",
                "pytest && echo fine",
                "cd model && pytest",
                "pytest ; true",
                "pytest || exit 1",
                "pytest || { echo broken; exit 1; }",
                "if ! pytest; then exit 1; fi",
                "set +e\npytest\nstatus=$?\necho over\nexit $status",
                "set +e\npytest",
                "set -o pipefail\npytest 2>&1 | tee log",
                "(cd model && pytest)",
                "cat <<TEXT\npytest || true\nTEXT\npytest",
            })
    void aFailureThatTheServiceSees(String script) {
        assertThat(deciding(Command.Kind.CI, script)).contains("pytest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytest || true",
                "pytest || :",
                "pytest || echo oh",
                "pytest | tee log",
                "pytest &",
                "! pytest",
                "if pytest; then echo fine; fi",
                "set +e\npytest\necho over",
                "set +e\npytest\nexit 0",
                "set +e\npytest ; true",
                "pytest && echo fine\necho over",
                "# pytest",
                "cat <<TEXT\npytest\nTEXT",
            })
    void aFailureThatTheServiceNeverSees(String script) {
        assertThat(deciding(Command.Kind.CI, script)).doesNotContain("pytest");
    }

    @Test
    void aPlainScriptGoesOnAfterAFailure() {
        assertThat(deciding(Command.Kind.SHELL, "pytest\necho over")).containsExactly("echo");
        assertThat(deciding(Command.Kind.SHELL, "set -euo pipefail\npytest\necho over"))
                .containsExactly("pytest", "echo");
        assertThat(deciding(Command.Kind.SHELL, "#!/bin/sh -e\npytest\necho over"))
                .containsExactly("pytest", "echo");
    }

    @Test
    void makeGivesEachLineToAShellOfItsOwn() {
        assertThat(deciding(Command.Kind.MAKE, "pytest ; true\nmypy\necho over"))
                .containsExactly("true", "mypy", "echo");
    }

    private static List<String> deciding(Command.Kind kind, String script) {
        List<Command.Step> steps = new ArrayList<>();
        String[] lines = script.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            steps.add(new Command.Step(lines[i], i + 1));
        }
        return Script.read(new Command(kind, "test", "ci.yml", 1, "", steps)).stream()
                .filter(Script.Run::decides)
                .map(run -> run.words().get(0))
                .toList();
    }
}
