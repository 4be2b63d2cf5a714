package dev.gradus.maturity.collect.observe;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.operate.Environments;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Invocation;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Observes the metrics that serving code keeps, the alerts over them, and where an alert leads. */
public final class ObserveCollector implements Collector {

    static final FactType METRIC = FactType.of(
            "metric.registered",
            Evidence.TREE,
            "A metric that serving code registers. used: reached code counts or measures with it.",
            Map.of("name", ValueType.STRING, "kind", ValueType.STRING, "used", ValueType.BOOLEAN));
    static final FactType EXPOSED = FactType.of(
            "metric.exposed",
            Evidence.TREE,
            "What shows the metrics of a service to a monitor.",
            Map.of("by", ValueType.STRING));
    static final FactType ALERT = FactType.of(
            "alert.rule",
            Evidence.TREE,
            "An alert. metrics: what its expression speaks of. own: those among them that the service shows. loaded: something"
                    + " that is applied, or the monitor's configuration, takes the file in. runbook: where it says to look; empty for"
                    + " a document that is not there.",
            Map.of(
                    "name", ValueType.STRING,
                    "metrics", ValueType.STRINGS,
                    "own", ValueType.STRINGS,
                    "loaded", ValueType.BOOLEAN,
                    "runbook", ValueType.STRING));
    static final FactType ROUTE = FactType.of(
            "alert.route",
            Evidence.TREE,
            "A receiver of alerts. delivers: it is set up to tell somebody.",
            Map.of("receiver", ValueType.STRING, "delivers", ValueType.BOOLEAN));
    static final FactType DASHBOARD =
            FactType.of("dashboard.file", Evidence.TREE, "A dashboard.", Map.of("panels", ValueType.INTEGER));

    private static final Pattern CHECKS_ONLY = Pattern.compile("promtool|pint|yamllint|cat|cp|test|grep|echo");

    private final Surveys surveys;

    public ObserveCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "observability";
    }

    @Override
    public List<FactType> declares() {
        return List.of(METRIC, EXPOSED, ALERT, ROUTE, DASHBOARD);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Metrics metrics = Metrics.of(survey);
        metrics.registered()
                .forEach(each -> notes.add(
                        METRIC,
                        Map.of("name", each.name(), "kind", each.kind(), "used", each.used()),
                        Location.of(each.path(), each.line())));
        metrics.exposed().forEach((path, by) -> notes.add(EXPOSED, Map.of("by", by), Location.of(path)));
        alerts(survey, metrics, notes);
        TreeText texts = survey.texts();
        texts.paths(path -> path.matches(".*\\.(ya?ml|json)")).forEach(path -> {
            routes(texts, path, notes);
            dashboard(texts, path, notes);
        });
        return notes.facts();
    }

    private static void alerts(Survey survey, Metrics metrics, Notes notes) {
        List<Alert> alerts = Alert.of(survey.texts());
        if (alerts.isEmpty()) {
            return;
        }
        Loading loading = Loading.of(survey);
        for (Alert alert : alerts) {
            Map<String, Object> value = Map.of(
                    "name", alert.name(),
                    "metrics", List.copyOf(alert.metrics()),
                    "own", alert.metrics().stream().filter(metrics::have).toList(),
                    "loaded", loading.takesIn(alert.path()),
                    "runbook", alert.runbook());
            notes.add(ALERT, value, Location.of(alert.path(), alert.line()));
        }
    }

    /** What takes files of rules in: applied definitions, a monitor's configuration, and commands that name them. */
    private record Loading(Set<String> files, List<Pattern> globs) {

        static Loading of(Survey survey) {
            Set<String> files = new HashSet<>(Environments.of(survey).appliedFiles());
            survey.wiring().commands().stream()
                    .flatMap(command -> Invocation.of(command).stream())
                    .filter(each -> !CHECKS_ONLY.matcher(each.program()).matches())
                    .flatMap(each -> each.words().stream().skip(1))
                    .forEach(files::add);
            TreeText texts = survey.texts();
            List<Pattern> globs = texts.paths(path -> path.endsWith(".yml") || path.endsWith(".yaml"))
                    .filter(path -> texts.of(path).orElse("").contains("rule_files:"))
                    .flatMap(path -> texts.of(path).flatMap(YamlNode::parse).stream())
                    .flatMap(root -> root.get("rule_files").map(YamlNode::items).orElse(List.of()).stream())
                    .map(item -> TreeText.fileName(item.text()))
                    .map(name -> Pattern.compile(Pattern.quote(name).replace("*", "\\E[^/]*\\Q")))
                    .toList();
            return new Loading(files, globs);
        }

        boolean takesIn(String path) {
            return files.contains(path)
                    || globs.stream().anyMatch(glob -> glob.matcher(TreeText.fileName(path))
                            .matches());
        }
    }

    /** Alertmanager's own configuration, or its operator's object. */
    private static void routes(TreeText texts, String path, Notes notes) {
        String text = texts.of(path).orElse("");
        if (!text.contains("receivers") || !text.contains("route")) {
            return;
        }
        YamlNode.documents(text).stream()
                .map(root -> root.text("kind").equals("AlertmanagerConfig")
                        ? root.get("spec").orElse(root)
                        : root)
                .filter(root -> root.get("route").isPresent())
                .flatMap(root -> root.get("receivers").map(YamlNode::items).orElse(List.of()).stream())
                .forEach(receiver -> {
                    boolean delivers = receiver.entries().entrySet().stream()
                            .anyMatch(entry -> entry.getKey().matches(".*(_configs|Configs)")
                                    && !entry.getValue().items().isEmpty());
                    notes.add(
                            ROUTE,
                            Map.of("receiver", receiver.text("name"), "delivers", delivers),
                            Location.of(path, receiver.line()));
                });
    }

    private static void dashboard(TreeText texts, String path, Notes notes) {
        String text = path.endsWith(".json") ? texts.of(path).orElse("") : "";
        if (text.contains("\"panels\"") && text.contains("\"schemaVersion\"")) {
            long panels = YamlNode.parse(text).flatMap(root -> root.get("panels")).stream()
                    .flatMap(each -> each.items().stream())
                    .count();
            notes.add(DASHBOARD, Map.of("panels", panels), Location.of(path));
        }
    }
}
