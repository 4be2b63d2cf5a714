package dev.gradus.maturity.collect.source;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Reach;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.code.SourceFile.Language;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Shell;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Observes what the code of a project does, and which commands reach it. */
public final class UseCollector implements Collector {

    static final FactType USE = FactType.of(
            "code.use",
            Evidence.TREE,
            "A call that trains, tracks, registers, splits, evaluates, computes or records a baseline, or loads a revision of"
                    + " data; with the purposes of the commands that reach it, none for code that no command reaches.",
            Map.of(
                    "what", ValueType.STRING,
                    "api", ValueType.STRING,
                    "language", ValueType.STRING,
                    "reachedFrom", ValueType.STRINGS));
    static final FactType IMPORT = FactType.of(
            "code.tracker",
            Evidence.TREE,
            "A source file that imports a tracker, whether or not it ever calls it.",
            Map.of("module", ValueType.STRING, "called", ValueType.BOOLEAN));
    static final FactType UNREADABLE = FactType.of(
            "code.unreadable",
            Evidence.TREE,
            "A source file that its language's parser refuses.",
            Map.of("language", ValueType.STRING));

    /** Words without which a file can use nothing that is asked about: parsing is dear, looking for a word is not. */
    private static final List<String> WORTH_PARSING = List.of(
            "fit(",
            "fit_generator(",
            ".train(",
            "train_on_batch(",
            "mlflow",
            "wandb",
            "dvclive",
            "clearml",
            "comet_ml",
            "neptune",
            "aseline",
            "Dummy");

    private static final Pattern TEST =
            Pattern.compile("(^|.*/)(tests?|src/test|testing)/.*|(.*/)?(test_[^/]*|[^/]*_test|conftest)\\.py");
    private static final int MOST_UNREACHED = 150;

    private final Surveys surveys;

    public UseCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    /**
     * A use at its place.
     *
     * @param what by the words of the fact {@code code.use}
     */
    public record Use(String path, int line, String what, String api, Language language) {}

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public List<FactType> declares() {
        return List.of(USE, IMPORT, UNREADABLE);
    }

    @Override
    public List<Fact> collect(Project project) {
        Survey survey = surveys.of(project);
        Notes notes = new Notes(project, name());
        Map<String, SourceFile> files = new TreeMap<>();
        survey.programs().started().forEach(started -> started.files().forEach(file -> files.put(file.path(), file)));
        unreached(survey, files.keySet()).forEach(file -> files.put(file.path(), file));
        Map<Use, Set<String>> reachedFrom = reachedFrom(survey, files);
        reachedFrom.forEach((use, purposes) -> note(notes, use, purposes));
        pushes(survey, notes);
        files.values().forEach(file -> trackers(file, notes));
        files.values().stream()
                .filter(file -> !file.readable())
                .forEach(file ->
                        notes.add(UNREADABLE, Map.of("language", file.language().label()), Location.of(file.path())));
        return notes.facts();
    }

    /** Where the code that was reached trains a model. */
    public static Stream<Location> training(Reach reach) {
        return reach.units().entrySet().stream()
                .flatMap(entry -> uses(entry.getKey(), entry.getValue()))
                .filter(use -> use.what().equals("train"))
                .map(use -> Location.of(use.path(), use.line()));
    }

    /** What the code that a command reaches does, by the words of the fact {@code code.use}. */
    public static Set<String> purposes(Started started) {
        return uses(started).map(Use::what).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the reached units of a file do, by the same words. */
    public static Set<String> purposes(String path, Collection<CodeUnit> units) {
        return uses(path, units).map(Use::what).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each place at which the code that a command reaches does something of account. */
    public static Stream<Use> uses(Started started) {
        return started.units().flatMap(entry -> uses(entry.getKey(), entry.getValue()));
    }

    private static Stream<Use> uses(String path, Collection<CodeUnit> units) {
        Language language = path.endsWith(".java") ? Language.JAVA : Language.PYTHON;
        return units.stream().flatMap(unit -> unit.calls().stream()).flatMap(call -> Api.uses(call, language).stream()
                .map(what -> new Use(path, call.line(), what, call.target(), language)));
    }

    private static Map<Use, Set<String>> reachedFrom(Survey survey, Map<String, SourceFile> files) {
        Map<Use, Set<String>> found = new TreeMap<>(Comparator.comparing(Use::path)
                .thenComparing(Use::line)
                .thenComparing(Use::what)
                .thenComparing(Use::api));
        files.forEach((path, file) -> uses(path, file.units()).forEach(use -> found.put(use, new TreeSet<>())));
        for (Started started : survey.programs().started()) {
            uses(started).forEach(use -> found.computeIfAbsent(use, missing -> new TreeSet<>())
                    .add(started.purpose()));
        }
        return found;
    }

    private static Stream<SourceFile> unreached(Survey survey, Set<String> reached) {
        TreeText texts = survey.texts();
        return Stream.concat(survey.pythons().paths().stream(), survey.javas().paths().stream())
                .filter(path -> !reached.contains(path) && !TEST.matcher(path).matches())
                .filter(path -> texts.of(path)
                        .filter(text -> WORTH_PARSING.stream().anyMatch(text::contains))
                        .isPresent())
                .limit(MOST_UNREACHED)
                .map(path -> path.endsWith(".py")
                        ? survey.pythons().parse(path)
                        : survey.javas().parse(path));
    }

    private static void note(Notes notes, Use use, Set<String> purposes) {
        Map<String, Object> value = Map.of(
                "what", use.what(),
                "api", use.api().length() > 120 ? use.api().substring(0, 120) : use.api(),
                "language", use.language().label(),
                "reachedFrom", List.copyOf(purposes));
        notes.add(USE, value, Location.of(use.path(), use.line()));
    }

    /** Models may be registered by a command of the shell: as an artefact of a container registry. */
    private static void pushes(Survey survey, Notes notes) {
        for (Started started : survey.programs().started()) {
            for (Command.Step step : started.command().steps()) {
                Shell.commands(step.text()).stream()
                        .filter(words -> words.size() > 2
                                && words.get(0).equals("oras")
                                && words.get(1).equals("push"))
                        .forEach(words -> notes.add(
                                USE,
                                Map.of(
                                        "what",
                                        "register",
                                        "api",
                                        "oras push",
                                        "language",
                                        "shell",
                                        "reachedFrom",
                                        List.of(started.purpose())),
                                Location.of(started.command().path(), step.line())));
            }
        }
    }

    private static void trackers(SourceFile file, Notes notes) {
        Set<String> modules = new TreeSet<>();
        for (String imported : file.imports()) {
            String tracker = Api.tracker(imported);
            if (tracker != null) {
                modules.add(tracker);
            }
        }
        for (String module : modules) {
            boolean called = file.units().stream()
                    .flatMap(unit -> unit.calls().stream())
                    .anyMatch(call -> call.target().startsWith(module));
            notes.add(IMPORT, Map.of("module", module, "called", called), Location.of(file.path()));
        }
    }
}
