package dev.gradus.maturity.collect.document;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Observes where documents say which problem is solved, what the alternative without learning is, and what decides. */
public final class FramingCollector implements Collector {

    static final FactType STATEMENT = FactType.of(
            "problem.statement",
            Evidence.TREE,
            "A part of the problem's framing that a section of a document states. part: objective, alternative or metric."
                    + " metric: the metric it names, empty for other parts.",
            Map.of("part", ValueType.STRING, "metric", ValueType.STRING));
    static final FactType PLACEHOLDER = FactType.of(
            "problem.placeholder",
            Evidence.TREE,
            "A section about the problem that a template left to be filled in.",
            Map.of("section", ValueType.STRING));

    private static final Pattern DOCUMENT = Pattern.compile(
            "(?i)([\\w.-]+/){0,2}(README(\\.(md|rst|txt|adoc))?|(docs?|design|adr)/(.*/)?[^/]*(problem|design|framing|adr|decision|charter|requirement|objective|goal|use-?case|\\d{3,4}-)[^/]*\\.(md|rst|adoc|txt)"
                    + "|(problem|design|charter|mlproject)\\.(md|ya?ml)|docs?/adr/.*\\.md)");
    private static final Pattern HEADING = Pattern.compile("^\\s{0,3}#{1,6}\\s+(.*)$|^\\s{0,3}=+\\s+(\\S.*)$");
    private static final Pattern UNDERLINE = Pattern.compile("^\\s{0,3}(={3,}|-{3,})\\s*$");
    private static final Pattern UNFILLED = Pattern.compile(
            "\\b(TODO|TBD|FIXME|XXX)\\b|(?i:lorem ipsum|\\bfill (this )?in\\b|\\bdescribe (the|your|here)|\\breplace me\\b|\\[(insert|your|describe|name|metric|objective)[^\\]]*\\](?!\\()|<(insert|your|describe)[^>]*>)");
    private static final Pattern OBJECTIVE_HEADING =
            Pattern.compile("(?i).*\\b(problem|objective|goal|purpose|motivation|question|task|use case|why)\\b.*");
    private static final Pattern OBJECTIVE_PROSE = Pattern.compile(
            "(?i)\\b(predict|estimate|forecast|classif|detect|rank|recommend|score|identify|decide)\\w*\\b");
    private static final Pattern ALTERNATIVE = Pattern.compile(
            "(?i)\\bwithout (a )?(ml|machine learning|model|learning|it)\\b|\\bnon-?ml\\b|\\b(rule|heuristic|lookup table|fixed (table|average)|average|mean|median|simple (rule|formula)|spreadsheet|by hand)\\b");
    private static final Pattern ALTERNATIVE_CONTEXT = Pattern.compile(
            "(?i)\\b(alternative|instead|baseline|without|compare|beat|simpl|today|currently|status quo|non-?ml)");
    private static final Pattern METRIC = Pattern.compile(
            "(?i)(?<![a-z])(rmse|root mean squared? error|mae|mean absolute error|mape|r²|r2|auc|roc[- ]auc|accuracy|f1(?:[- ]score)?|precision|recall|log[- ]?loss|brier|ndcg|map@\\d+|mrr|perplexity|bleu|pinball)(?![a-z])");
    private static final Pattern METRIC_CONTEXT = Pattern.compile(
            "(?i)\\b(metric|measure|decid|success|target|goal|judge|criteri|accept|optimi[sz]e|at most|at least|below|above|better than|lower than|higher than)");
    private static final int SHORTEST = 40;

    private final Surveys surveys;

    public FramingCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    /** A section of a document with its prose. */
    private record Section(String path, String heading, int line, String prose) {}

    @Override
    public String name() {
        return "framing";
    }

    @Override
    public List<FactType> declares() {
        return List.of(STATEMENT, PLACEHOLDER);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        TreeText texts = surveys.of(project).texts();
        texts.paths(path -> DOCUMENT.matcher(path).matches())
                .flatMap(path -> sections(path, texts.lines(path)).stream())
                .forEach(section -> section(section, notes));
        return notes.facts();
    }

    private static void section(Section section, Notes notes) {
        boolean about = OBJECTIVE_HEADING.matcher(section.heading()).matches()
                || section.heading().matches("(?i).*(metric|success|alternative|baseline).*");
        Matcher unfilled = UNFILLED.matcher(section.prose());
        if (unfilled.find()) {
            if (about) {
                notes.add(PLACEHOLDER, Map.of("section", section.heading()), place(section, unfilled.start()));
            }
            return;
        }
        objective(section, notes);
        alternative(section, notes);
        metric(section, notes);
    }

    private static void objective(Section section, Notes notes) {
        Matcher prose = OBJECTIVE_PROSE.matcher(section.prose());
        if (prose.find() && section.prose().strip().length() >= SHORTEST) {
            notes.add(STATEMENT, Map.of("part", "objective", "metric", ""), place(section, prose.start()));
        }
    }

    private static void alternative(Section section, Notes notes) {
        Matcher prose = ALTERNATIVE.matcher(section.prose());
        boolean compared = ALTERNATIVE_CONTEXT
                .matcher(section.heading() + " " + section.prose())
                .find();
        if (compared && prose.find() && section.prose().strip().length() >= SHORTEST) {
            notes.add(STATEMENT, Map.of("part", "alternative", "metric", ""), place(section, prose.start()));
        }
    }

    private static void metric(Section section, Notes notes) {
        Matcher metric = METRIC.matcher(section.prose());
        boolean decides = METRIC_CONTEXT
                .matcher(section.heading() + " " + section.prose())
                .find();
        if (decides && metric.find() && section.prose().strip().length() >= SHORTEST) {
            String name = key(metric.group(1));
            notes.add(STATEMENT, Map.of("part", "metric", "metric", name), place(section, metric.start()));
        }
    }

    /** The metric by the key under which a tracker would hold it. */
    private static String key(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "r²" -> "r2";
            case "root mean squared error", "root mean square error" -> "rmse";
            case "mean absolute error" -> "mae";
            default -> lower.replaceAll("[- ]", "_");
        };
    }

    private static Location place(Section section, int at) {
        int lines = (int)
                section.prose().substring(0, at).chars().filter(c -> c == '\n').count();
        return Location.of(section.path(), section.line() + lines);
    }

    /** Sections without code blocks and HTML comments, each line of them in its place. */
    private static List<Section> sections(String path, List<String> lines) {
        List<Section> sections = new ArrayList<>();
        String heading = "";
        int first = 1;
        StringBuilder prose = new StringBuilder();
        boolean code = false;
        boolean comment = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher marked = HEADING.matcher(line);
            boolean underlined = i + 1 < lines.size()
                    && !line.isBlank()
                    && UNDERLINE.matcher(lines.get(i + 1)).matches();
            code ^= line.strip().startsWith("```");
            comment |= line.contains("<!--");
            if (!code && !comment && (marked.matches() || underlined)) {
                sections.add(new Section(path, heading, first, prose.toString()));
                heading = underlined ? line : line.replaceFirst("^[\\s#=]+", "");
                first = i + 2;
                prose.setLength(0);
            } else {
                prose.append(code || comment || line.strip().startsWith("```") ? "" : line)
                        .append('\n');
            }
            comment &= !line.contains("-->");
        }
        sections.add(new Section(path, heading, first, prose.toString()));
        return sections;
    }
}
