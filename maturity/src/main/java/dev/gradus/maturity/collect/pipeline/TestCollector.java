package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Reach;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.source.UseCollector;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Observes the files of tests: whether they assert anything, and which code of the project they run. */
public final class TestCollector implements Collector {

    static final FactType TEST = FactType.of(
            "test.file",
            Evidence.TREE,
            "A file of tests. cases: how many. asserts: statements that can fail it; those on constants are left out. reaches:"
                    + " how many files of the project its tests run code of. training: some of that is code which the command"
                    + " that trains runs too. does: what that code does, by the words of ci.command.",
            Map.of(
                    "language", ValueType.STRING,
                    "cases", ValueType.INTEGER,
                    "asserts", ValueType.INTEGER,
                    "reaches", ValueType.INTEGER,
                    "training", ValueType.BOOLEAN,
                    "does", ValueType.STRINGS));

    private static final Pattern JAVA = Pattern.compile(
            "(?:.*/)?src/(?:test|it|integration-test)/java/.*(?:Tests?|TestCase|IT|Spec|Properties)\\.java");
    private static final Pattern PYTHON = Pattern.compile("(?:.*/)?(?:test_[^/]*|[^/]*_test)\\.py");
    private static final Pattern OTHERS = Pattern.compile("(?:^|.*/)(?:node_modules|\\.?venv|site-packages)/.*");
    private static final Pattern JAVA_CASE = Pattern.compile(
            "@(?:org\\.junit\\.\\S*)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b");
    private static final Pattern PYTHON_CASE = Pattern.compile("(?m)^\\s*(?:async\\s+)?def\\s+test\\w*\\s*\\(");
    private static final Pattern JAVA_ASSERT =
            Pattern.compile("\\b(?:assert\\w*|verify\\w*|expect\\w*|fail)\\s*\\((?!\\s*(?:true|false|1|\"\")\\s*[,)])");
    private static final Pattern PYTHON_ASSERT = Pattern.compile(
            "(?m)^\\s*assert\\s+(?!(?:True|1|not False|\"\"|'')\\s*(?:,.*)?$)|\\bself\\.assert\\w+\\((?!\\s*True\\s*\\))"
                    + "|\\bpytest\\.(?:raises|approx|fail)\\b|\\bassert_\\w+\\(");
    private static final Pattern JAVA_COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
    private static final Pattern PYTHON_COMMENT = Pattern.compile("(?m)#[^\\n]*$");
    private static final Pattern DISABLED =
            Pattern.compile("(?m)^@Disabled|^pytestmark\\s*=\\s*pytest\\.mark\\.skip\\b");
    private static final int MOST = 500;

    private final Surveys surveys;

    public TestCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public List<FactType> declares() {
        return List.of(TEST);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Set<String> training = survey.programs().started().stream()
                .filter(started -> started.purpose().equals("train"))
                .flatMap(Started::files)
                .map(file -> file.path())
                .collect(Collectors.toSet());
        survey.texts()
                .paths(path -> isTest(path) && !OTHERS.matcher(path).matches())
                .limit(MOST)
                .forEach(path -> note(survey, path, training, notes));
        return notes.facts();
    }

    private static boolean isTest(String path) {
        return JAVA.matcher(path).matches() || PYTHON.matcher(path).matches();
    }

    private static void note(Survey survey, String path, Set<String> training, Notes notes) {
        boolean java = path.endsWith(".java");
        String text = survey.texts().of(path).orElse("");
        String code = (java ? JAVA_COMMENT : PYTHON_COMMENT).matcher(text).replaceAll("");
        boolean disabled = DISABLED.matcher(code).find();
        Map<String, Set<CodeUnit>> reached =
                disabled ? Map.of() : reached(java ? survey.javas() : survey.pythons(), path);
        Set<String> does = new TreeSet<>();
        reached.forEach((file, units) -> does.addAll(UseCollector.purposes(file, units)));
        notes.add(
                TEST,
                Map.of(
                        "language",
                        java ? "java" : "python",
                        "cases",
                        disabled ? 0L : count(java ? JAVA_CASE : PYTHON_CASE, code),
                        "asserts",
                        disabled ? 0L : count(java ? JAVA_ASSERT : PYTHON_ASSERT, code),
                        "reaches",
                        (long) reached.size(),
                        "training",
                        reached.keySet().stream().anyMatch(training::contains),
                        "does",
                        List.copyOf(Doing.worded(does))),
                Location.of(path));
    }

    private static long count(Pattern pattern, String code) {
        Matcher matcher = pattern.matcher(code);
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** The files of the project, tests aside, of which some function is run; importing one alone runs none. */
    private static Map<String, Set<CodeUnit>> reached(SourceIndex index, String path) {
        List<String> functions =
                index.parse(path).units().stream().map(CodeUnit::name).toList();
        return Reach.from(index, path, functions).units().entrySet().stream()
                .filter(entry ->
                        !isTest(entry.getKey()) && !entry.getKey().matches("(?:.*/)?(?:tests?|src/test|src/it)/.*"))
                .filter(entry -> entry.getValue().stream().anyMatch(TestCollector::isFunction))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isFunction(CodeUnit unit) {
        return !Stream.of(CodeUnit.FILE, CodeUnit.MAIN).toList().contains(unit.name());
    }
}
