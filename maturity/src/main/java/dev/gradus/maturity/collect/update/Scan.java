package dev.gradus.maturity.collect.update;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.JobStep;
import dev.gradus.maturity.collect.ci.Trigger;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.collect.wiring.ScriptLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A step of a pipeline that looks for known flaws.
 *
 * @param ignored why nothing follows from what it finds, empty where its run fails
 */
record Scan(String scanner, String ignored, String path, int line) {

    private static final Pattern ACTION = Pattern.compile(
            "(aquasecurity/trivy-action|actions/dependency-review-action|google/osv-scanner-action|anchore/scan-action|snyk/actions"
                    + "|pypa/gh-action-pip-audit|dependency-check/Dependency-Check_Action)[/@].*");
    private static final Set<String> PROGRAMS = Set.of(
            "trivy", "grype", "osv-scanner", "pip-audit", "safety", "snyk", "dependency-check", "dependency-check.sh");
    private static final Pattern MAVEN_GOAL =
            Pattern.compile("(org\\.owasp:)?dependency-check(-maven)?(:[\\d.]+)?:(check|aggregate)");
    private static final Pattern THRESHOLD =
            Pattern.compile("failBuildOn(CVSS|AnyVulnerability)\\W+(true|10|\\d(\\.\\d)?)\\b");

    static Stream<Scan> of(Survey survey) {
        return survey.pipelines().all().stream()
                .flatMap(pipeline -> pipeline.jobs().stream())
                .flatMap(job -> job.steps().stream().flatMap(step -> of(survey, job, step)))
                .distinct();
    }

    private static Stream<Scan> of(Survey survey, Job job, JobStep step) {
        if (ACTION.matcher(step.uses()).matches()) {
            String given = given(survey.texts(), step);
            String ignored = either(tolerated(job, step), harmless(step.uses(), given));
            return Stream.of(new Scan(step.uses().replaceFirst("@.*", ""), ignored, step.path(), step.line()));
        }
        Led led = survey.wiring().led().get(ScriptLine.whole(job, step));
        List<Led.Run> runs = led == null ? List.of() : List.copyOf(led.runs());
        return runs.stream().flatMap(run -> scanner(run.words()).stream().map(scanner -> {
            String dropped = run.decides() ? "" : "its failure is dropped";
            String ignored = either(tolerated(job, step), either(dropped, harmless(survey.texts(), scanner, run)));
            return new Scan(scanner, ignored, run.path(), run.line());
        }));
    }

    private static String either(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static Optional<String> scanner(List<String> words) {
        String program = TreeText.fileName(words.get(0));
        if (PROGRAMS.contains(program)) {
            return Optional.of(program);
        }
        return words.stream()
                .filter(word ->
                        MAVEN_GOAL.matcher(word).matches() || word.matches("dependencyCheck(Analyze|Aggregate)"))
                .findFirst()
                .map(goal -> "dependency-check");
    }

    private static String tolerated(Job job, JobStep step) {
        if (step.triggers().isEmpty()) {
            return "it never runs";
        }
        if (step.triggers().stream().noneMatch(Trigger::unattended)) {
            return "only a person starts it";
        }
        return job.tolerated() || step.tolerated() ? "its failure is allowed" : "";
    }

    /** Some scanners report and succeed unless they are told to fail. */
    private static String harmless(TreeText texts, String scanner, Led.Run run) {
        if (scanner.equals("trivy") || scanner.equals("grype")) {
            String option = scanner.equals("trivy") ? "--exit-code" : "--fail-on";
            boolean fails = run.words().stream().anyMatch(word -> word.startsWith(option))
                    && !run.text().contains(option + " 0");
            return fails ? "" : "it fails on nothing without " + option;
        }
        boolean open = scanner.equals("dependency-check")
                && run.words().stream()
                        .noneMatch(word -> THRESHOLD.matcher(word).find())
                && texts.paths(path -> path.matches("(.*/)?(pom\\.xml|build\\.gradle(\\.kts)?)"))
                        .noneMatch(path ->
                                THRESHOLD.matcher(texts.of(path).orElse("")).find());
        return open ? "it fails on nothing without failBuildOnCVSS" : "";
    }

    private static String harmless(String action, String given) {
        if (action.contains("trivy-action") && !given.matches("(?s).*exit-code:\\s*['\"]?[1-9].*")) {
            return "it fails on nothing without exit-code";
        }
        boolean open = given.matches("(?s).*(fail-build:\\s*['\"]?false|warn-only:\\s*['\"]?true).*");
        return open ? "it is told to fail on nothing" : "";
    }

    /** The lines of a step, as far as the next one. */
    private static String given(TreeText texts, JobStep step) {
        List<String> lines = texts.lines(step.path());
        StringBuilder given = new StringBuilder();
        for (int i = step.line() - 1; i < lines.size(); i++) {
            if (i >= step.line() && lines.get(i).strip().startsWith("- ")) {
                break;
            }
            given.append(lines.get(i)).append('\n');
        }
        return given.toString();
    }
}
