package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Invocation;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Observes the commands that go back to an earlier release, and the documents that only tell how. */
public final class RollbackCollector implements Collector {

    static final FactType COMMAND = FactType.of(
            "rollback.command",
            Evidence.TREE,
            "A command that goes back to an earlier release, or that is called so. by: what in it moves an alias, a rollout or"
                    + " a link, empty where nothing does. dangling: how many files or names it leads to in vain.",
            Map.of(
                    "kind", ValueType.STRING,
                    "name", ValueType.STRING,
                    "by", ValueType.STRING,
                    "dangling", ValueType.INTEGER));
    static final FactType RUNBOOK = FactType.of(
            "rollback.runbook",
            Evidence.TREE,
            "A document, or a section of one, about going back to an earlier release.",
            Map.of("title", ValueType.STRING));

    private static final Pattern NAMED = Pattern.compile("(?i)(^|.*[^a-z])(roll[-_ ]?back|undo|revert)([^a-z].*|$)");
    private static final Pattern TITLE = Pattern.compile("(?i)#+\\s+(.*\\b(roll(ing)?[- ]?back|go(ing)? back)\\b.*)");

    /** What goes back, whatever the command is called. */
    private static final List<List<String>> GOES_BACK = List.of(
            List.of("rollout", "undo"),
            List.of("rollouts", "undo"),
            List.of("helm", "rollback"),
            List.of("app", "rollback"),
            List.of("service", "rollback"));

    /** What switches a release, and goes back where the command says so. */
    private static final List<List<String>> SWITCHES = List.of(
            List.of("ln", "-sfn"),
            List.of("ln", "-sf"),
            List.of("ln", "-fs"),
            List.of("set", "image"),
            List.of("lambda", "update-alias"),
            List.of("services", "update-traffic"),
            List.of("slot", "swap"));

    private static final Pattern SWITCHING_CALL = Pattern.compile(
            ".*\\.(set_registered_model_alias|setRegisteredModelAlias|transition_model_version_stage|transitionModelVersionStage"
                    + "|patch_namespaced_deployment|replace_namespaced_deployment|update_alias|updateAlias"
                    + "|update_endpoint\\w*|updateEndpoint\\w*|symlink_to)"
                    + "|.*\\.rolling\\(\\)\\.(undo|updateImage)"
                    + "|os\\.(replace|rename|symlink)|shutil\\.move"
                    + "|java\\.nio\\.file\\.Files\\.(move|createSymbolicLink)");
    private static final String ALIAS_ROUTE = "registered-models/alias";
    private static final Set<String> TALK =
            Set.of("echo", "printf", "cat", "grep", "fail", "die", "usage", "log", "true", "false", ":", "[", "test");

    private final Surveys surveys;

    public RollbackCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "rollbacks";
    }

    @Override
    public List<FactType> declares() {
        return List.of(COMMAND, RUNBOOK);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        surveys.of(project).programs().started().forEach(started -> command(started, notes));
        TreeText texts = surveys.of(project).texts();
        texts.paths(path -> path.endsWith(".md")).forEach(path -> runbook(texts, path, notes));
        return notes.facts();
    }

    private static void command(Started started, Notes notes) {
        Command command = started.command();
        boolean named = NAMED.matcher(command.name()).matches();
        String by = movers(started, named).findFirst().orElse("");
        if (named || !by.isEmpty()) {
            Map<String, Object> value =
                    Map.of("kind", command.kind().label(), "name", command.name(), "by", by, "dangling", (long)
                            started.led().dangling().size());
            notes.add(COMMAND, value, Location.of(command.path(), command.line()));
        }
    }

    /** What moves a release back: in the shell of the command and of those it leads through, or in code that it reaches. */
    private static Stream<String> movers(Started started, boolean named) {
        Stream<String> shell = started.led().commands().stream()
                .flatMap(command -> Invocation.of(command).stream())
                .filter(each -> moves(each, named))
                .map(each -> String.join(" ", each.words()));
        Stream<String> calls = started.units()
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(unit -> unit.calls().stream())
                .filter(RollbackCollector::switches)
                .map(Call::target);
        return named ? Stream.concat(shell, calls) : shell;
    }

    private static boolean moves(Invocation invocation, boolean named) {
        // What another machine is told to run comes as one word.
        List<String> words = invocation.words().stream()
                .flatMap(word -> Stream.of(word.split("\\s+", -1)))
                .toList();
        boolean real = !TALK.contains(invocation.program())
                && words.stream().noneMatch(word -> word.startsWith("--dry-run") && !word.endsWith("=none"));
        return real && (contains(words, GOES_BACK) || (named && contains(words, SWITCHES)));
    }

    private static boolean contains(List<String> words, List<List<String>> wanted) {
        return wanted.stream().anyMatch(each -> Collections.indexOfSubList(words, each) >= 0);
    }

    private static boolean switches(Call call) {
        return SWITCHING_CALL.matcher(call.target()).matches()
                || call.literals().stream().anyMatch(literal -> literal.contains(ALIAS_ROUTE));
    }

    private static void runbook(TreeText texts, String path, Notes notes) {
        List<String> lines = texts.of(path).orElse("").contains("#") ? texts.lines(path) : List.of();
        for (int i = 0; i < lines.size(); i++) {
            Matcher title = TITLE.matcher(lines.get(i));
            if (title.matches()) {
                notes.add(RUNBOOK, Map.of("title", title.group(1).strip()), Location.of(path, i + 1));
            }
        }
    }
}
