package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.read.TreeText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the commands of a shell and the actions of others do, as far as their names tell. */
final class Tools {

    private static final Pattern MAVEN = Pattern.compile("mvnw?(\\.cmd)?|mvnd");
    private static final Set<String> MAVEN_TESTS =
            Set.of("test", "integration-test", "verify", "package", "install", "deploy");
    private static final Pattern MAVEN_SKIPS = Pattern.compile(
            "-DskipTests(=true)?|-Dmaven\\.test\\.skip(=true)?|-Dmaven\\.test\\.failure\\.ignore(=true)?|-fn|--fail-never");
    private static final Set<String> GRADLE_TESTS = Set.of("test", "check", "build");
    private static final Set<String> PYTHON_TESTS = Set.of("pytest", "py.test", "tox", "nox", "unittest");
    private static final Pattern RUNS_NO_TEST = Pattern.compile("--collect-only|--co|--version|--help|-h");
    private static final Pattern DEPLOYS = Pattern.compile("kubectl (\\S+ )*(apply|create|replace|set image|patch)\\b.*"
            + "|oc (\\S+ )*(apply|rollout latest|new-app)\\b.*|helm (\\S+ )*(upgrade|install)\\b.*|helmfile (apply|sync).*"
            + "|argocd app (sync|set)\\b.*|(docker|podman) (compose|stack) (up|deploy)\\b.*|docker-compose up\\b.*"
            + "|gcloud (run (deploy|services)|app deploy|functions deploy|ai endpoints deploy-model)\\b.*"
            + "|aws (ecs update-service|lambda update-function-code|sagemaker (create|update)-endpoint\\S*|deploy)\\b.*"
            + "|az (webapp|containerapp|functionapp|ml online-(deployment|endpoint)|aks)\\b.*|cdk deploy\\b.*"
            + "|(flyctl|fly|serverless|sls|bentoml|bento|heroku|cf|now|vercel|skaffold|nomad) (deploy|push|run|container:release|job run)\\b.*"
            + "|mlflow deployments (create|update)\\b.*|ssh \\S+ .+|(scp|rsync) .*\\S+:.*");
    private static final Pattern REHEARSAL = Pattern.compile(".*--dry-run(?!=none).*|.*\\s--help\\b.*");
    private static final Pattern IMAGE = Pattern.compile(
            "(docker|podman|buildah) (buildx )?(build|bud)\\b.*|kaniko\\b.*"
                    + "|.*\\bjib:(build|dockerBuild)\\b.*|.*-Dquarkus\\.container-image\\.build=true\\b.*|pack build\\b.*");
    private static final Pattern DEPLOYING_ACTION = Pattern.compile(
            "(?i).*(deploy|helm-release|appengine|argocd-sync|kubernetes-(set|apply)|render-deployment)[\\w/-]*@.*");
    private static final Pattern RELEASE_OF_PAGES = Pattern.compile("(?i).*(pages|docs|storybook).*@.*");

    private Tools() {}

    /** What a simple command does: test with the language that it tests, image, deploy. */
    static Set<String> does(List<String> words) {
        Set<String> does = new LinkedHashSet<>();
        String program = TreeText.fileName(words.get(0));
        String text = program + " " + String.join(" ", words.subList(1, words.size()));
        if (testsJava(program, words)) {
            does.addAll(List.of("test", "test.java"));
        }
        if (testsPython(program, words)) {
            does.addAll(List.of("test", "test.python"));
        }
        if (IMAGE.matcher(text.strip()).matches()) {
            does.add("image");
        }
        if (DEPLOYS.matcher(text.strip()).matches() && !REHEARSAL.matcher(text).matches()) {
            does.add("deploy");
        }
        return does;
    }

    /** What an action does that somebody else wrote. */
    static Set<String> does(String action) {
        boolean deploys = DEPLOYING_ACTION.matcher(action).matches()
                && !RELEASE_OF_PAGES.matcher(action).matches();
        return deploys ? Set.of("deploy") : Set.of();
    }

    private static boolean testsJava(String program, List<String> words) {
        if (MAVEN.matcher(program).matches()) {
            return words.stream().anyMatch(MAVEN_TESTS::contains)
                    && words.stream()
                            .noneMatch(word -> MAVEN_SKIPS.matcher(word).matches());
        }
        return program.matches("gradlew?")
                && words.stream().map(TreeText::fileName).anyMatch(word -> GRADLE_TESTS.contains(task(word)))
                && !String.join(" ", words).contains("-x test");
    }

    /** {@code :model:test} runs the task test. */
    private static String task(String word) {
        return word.substring(word.lastIndexOf(':') + 1);
    }

    private static boolean testsPython(String program, List<String> words) {
        int module = words.indexOf("-m");
        boolean started = PYTHON_TESTS.contains(program)
                || (program.equals("hatch") && words.contains("test"))
                || (module > 0 && module + 1 < words.size() && PYTHON_TESTS.contains(words.get(module + 1)));
        return started
                && words.stream().noneMatch(word -> RUNS_NO_TEST.matcher(word).matches());
    }
}
