package dev.gradus.maturity.collect.review;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Observes who is asked for a review of which part of a project, and the rules that hold a change back until then. */
public final class ReviewCollector implements Collector {

    static final FactType COVERAGE = FactType.of(
            "owner.coverage",
            Evidence.TREE,
            "An area of the project: train, serve or infra, told by paths. files: its files. owned: those for which CODEOWNERS"
                    + " names an owner, placeholders left out; its place is the first without. owners: all of them.",
            Map.of(
                    "area", ValueType.STRING,
                    "files", ValueType.INTEGER,
                    "owned", ValueType.INTEGER,
                    "owners", ValueType.STRINGS));
    static final FactType RULESET = FactType.of(
            "review.ruleset",
            Evidence.TREE,
            "The rules of a branch as code. approvals: how many a merge needs. bypass: how many may merge without. enforced:"
                    + " the rules are switched on.",
            Map.of(
                    "kind", ValueType.STRING,
                    "enforced", ValueType.BOOLEAN,
                    "approvals", ValueType.INTEGER,
                    "bypass", ValueType.INTEGER));
    static final FactType TEMPLATE = FactType.of(
            "request.template",
            Evidence.TREE,
            "A template of pull or merge requests. prompts: its headings and boxes to tick.",
            Map.of("prompts", ValueType.INTEGER));

    private static final Pattern REQUEST = Pattern.compile(
            "(?i)(\\.github/|docs/)?pull_request_template(/[^/]+)?\\.md|\\.github/pull_request_template/[^/]+\\.md"
                    + "|\\.gitlab/merge_request_templates/[^/]+\\.md");
    private static final Pattern PROMPT = Pattern.compile("#{1,4}\\s+\\S.*|[-*]\\s+\\[ ]\\s+\\S.*");

    private final Surveys surveys;

    public ReviewCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "ownership";
    }

    @Override
    public List<FactType> declares() {
        return List.of(COVERAGE, RULESET, TEMPLATE);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        TreeText texts = surveys.of(project).texts();
        Optional<CodeOwners> owners = CodeOwners.of(texts);
        Stream.of(Area.values()).forEach(area -> area(texts, area, owners, notes));
        Rulesets.of(texts)
                .forEach(each -> notes.add(
                        RULESET,
                        Map.of(
                                "kind",
                                each.kind(),
                                "enforced",
                                each.enforced(),
                                "approvals",
                                (long) each.approvals(),
                                "bypass",
                                (long) each.bypass()),
                        Location.of(each.path(), each.line())));
        texts.paths(path -> REQUEST.matcher(path).matches()).forEach(path -> {
            long prompts = texts.lines(path).stream()
                    .filter(line -> PROMPT.matcher(line).matches())
                    .count();
            notes.add(TEMPLATE, Map.of("prompts", prompts), Location.of(path));
        });
        return notes.facts();
    }

    private static void area(TreeText texts, Area area, Optional<CodeOwners> owners, Notes notes) {
        List<String> files = texts.paths(
                        path -> Area.of(path).filter(area::equals).isPresent())
                .toList();
        if (files.isEmpty()) {
            return;
        }
        List<String> bare =
                files.stream().filter(path -> ownersOf(path, owners).isEmpty()).toList();
        List<String> all = files.stream()
                .flatMap(path -> ownersOf(path, owners).stream())
                .distinct()
                .sorted()
                .toList();
        String place = bare.isEmpty() ? owners.map(CodeOwners::path).orElse("") : bare.get(0);
        long owned = (long) files.size() - bare.size();
        Map<String, Object> value =
                Map.of("area", area.label(), "files", (long) files.size(), "owned", owned, "owners", all);
        notes.add(COVERAGE, value, Location.of(place));
    }

    private static List<String> ownersOf(String path, Optional<CodeOwners> owners) {
        return owners.map(each -> each.ownersOf(path)).orElse(List.of());
    }
}
