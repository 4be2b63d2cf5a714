package dev.gradus.maturity.collect.observe;

import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.code.Reach;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.maven.Pom;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics that serving code registers, and what shows them to a monitor.
 *
 * @param exposed what shows them, by its place
 */
record Metrics(List<Metric> registered, Map<String, String> exposed) {

    private static final Pattern SERVES = Pattern.compile(
            "@(Path|RestController|Controller|GrpcService|Route)\\b|@Observes\\s+Router\\b|\\bHttpServer\\.create\\("
                    + "|\\b(FastAPI|Flask|Starlette|Litestar)\\(|@bentoml\\.|\\bbentoml\\.Service\\(|\\bBaseHTTPRequestHandler\\b"
                    + "|\\(MLModel\\):|@serve\\.deployment");
    private static final List<String> SERVING_WORDS = List.of(
            "@Path",
            "Controller",
            "@GrpcService",
            "@Route",
            "Router",
            "HttpServer",
            "FastAPI",
            "Flask",
            "Starlette",
            "Litestar",
            "bentoml",
            "BaseHTTPRequestHandler",
            "MLModel",
            "@serve");
    private static final Pattern TEST = Pattern.compile("(^|.*/)(src/(test|it)|tests?)/.*|(.*/)?test_[^/]*\\.py");
    private static final Pattern REGISTERS =
            Pattern.compile("prometheus_client\\.(?:metrics\\.)?(?<py>Counter|Gauge|Histogram|Summary|Info|Enum)"
                    + "|io\\.micrometer\\.core\\.instrument\\.(?<kind>\\w+)\\.builder"
                    + "|(?:.*\\.)?\\w*(?:Meter)?[Rr]egistry\\.(?<short>counter|timer|gauge|summary|gaugeCollectionSize)"
                    + "|io\\.prometheus\\..*\\.(?<simple>Counter|Gauge|Histogram|Summary|Info)\\.(?:build|builder)(?:\\(\\))?(?:\\.name)?"
                    + "|(?<own>counter|timer|gauge|summary)"
                    + "|.*\\.create_(?<otel>counter|histogram|up_down_counter|observable_gauge)");
    private static final Pattern ANNOTATION =
            Pattern.compile("@(Timed|Counted)\\s*\\((?:\\s*(?:value|name)\\s*=)?\\s*\"([^\"]+)\"");
    private static final Pattern UPDATE = Pattern.compile(
            "\\.(?:labels\\([^)]*\\)\\.)?(inc|increment|observe|record|set|time|add|wrap|recordCallable|stop|info|state|dec)\\s*\\(");
    private static final Pattern KEPT = Pattern.compile("\\b(put|add|computeIfAbsent|return)\\b");
    private static final Pattern ASSIGNED = Pattern.compile("(?:this\\.)?(\\w+)\\s*=(?!=)");
    private static final Pattern EXPOSES_PYTHON = Pattern.compile(
            ".*\\b(generate_latest|make_asgi_app|make_wsgi_app|start_http_server|start_wsgi_server)|.*Instrumentator.*\\.expose"
                    + "|.*PrometheusMetrics|.*\\.scrape|.*PrometheusMetricReader");
    private static final Pattern EXPOSES_JAVA =
            Pattern.compile("io\\.(quarkus|micrometer):.*micrometer-registry-prometheus.*"
                    + "|io\\.prometheus:(simpleclient_(httpserver|servlet.*)|prometheus-metrics-exporter-.*)");

    /**
     * One metric.
     *
     * @param used code that is reached counts or measures with it
     */
    record Metric(String name, String kind, String path, int line, boolean used) {}

    static Metrics of(Survey survey) {
        TreeText texts = survey.texts();
        List<Reach> reaches = Stream.<SourceIndex>of(survey.javas(), survey.pythons())
                .flatMap(index -> serving(texts, index).map(path -> Reach.whole(index, path)))
                .toList();
        Set<String> files = new TreeSet<>();
        reaches.forEach(reach -> files.addAll(reach.units().keySet()));
        String code = files.stream().map(path -> texts.of(path).orElse("")).collect(Collectors.joining("\n"));
        Map<String, Metric> found = new TreeMap<>();
        Map<String, String> exposed = new TreeMap<>();
        reaches.forEach(reach -> reach.units().forEach((path, units) -> units.stream()
                .flatMap(unit -> unit.calls().stream())
                .forEach(call -> {
                    metric(texts, path, call, code, found);
                    if (EXPOSES_PYTHON.matcher(call.target()).matches()) {
                        exposed.put(path, call.name());
                    }
                })));
        files.forEach(path -> annotations(texts, path, found));
        survey.poms().all().forEach(pom -> exposing(pom, exposed));
        return new Metrics(List.copyOf(found.values()), exposed);
    }

    /** Whether a metric of the monitor is one that the service shows, by itself or by its framework. */
    boolean have(String metric) {
        String stem = PromQl.stem(metric);
        boolean framework = !exposed.isEmpty()
                && stem.matches("http_server_requests|http_requests?(_duration)?|http_request_duration_highr");
        return framework
                || registered.stream().anyMatch(each -> PromQl.stem(each.name()).equals(stem));
    }

    private static Stream<String> serving(TreeText texts, SourceIndex index) {
        return index.paths().stream()
                .filter(path -> !TEST.matcher(path).matches())
                .filter(path -> isServing(texts.of(path).orElse("")));
    }

    /** Most files hold none of the words, and looking for words is far cheaper than looking for the pattern. */
    private static boolean isServing(String text) {
        return SERVING_WORDS.stream().anyMatch(text::contains)
                && SERVES.matcher(text).find();
    }

    private static void metric(TreeText texts, String path, Call call, String code, Map<String, Metric> found) {
        Matcher registers = REGISTERS.matcher(call.target());
        boolean known = registers.matches()
                && (registers.group("own") == null || texts.of(path).orElse("").contains("io.micrometer"));
        if (known && !call.literals().isEmpty()) {
            String kind = Stream.of("py", "kind", "short", "simple", "own", "otel")
                    .map(registers::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElse("");
            boolean used = kind.toLowerCase(Locale.ROOT).contains("gauge")
                    || kind.startsWith("Function")
                    || isUsed(texts.lines(path), call.line(), code);
            String name = call.literals().get(0);
            found.merge(
                    path + ":" + name,
                    new Metric(name, kind.toLowerCase(Locale.ROOT), path, call.line(), used),
                    (one, other) -> one.used() ? one : other);
        }
    }

    /** Whether what is registered on a line is updated there, or under the name that it is given, or kept in a collection. */
    private static boolean isUsed(List<String> lines, int line, String code) {
        String name = assigned(lines, line - 1);
        if (!name.isEmpty()) {
            return Pattern.compile("\\b" + Pattern.quote(name) + "\\b" + UPDATE.pattern())
                    .matcher(code)
                    .find();
        }
        String around = String.join(" ", lines.subList(Math.max(0, line - 3), Math.min(lines.size(), line + 5)));
        return UPDATE.matcher(lines.get(line - 1)).find()
                || (KEPT.matcher(around).find() && UPDATE.matcher(code).find());
    }

    /** The variable that the statement around a line sets, empty where it sets none. */
    private static String assigned(List<String> lines, int at) {
        for (int i = at; i >= Math.max(0, at - 2); i--) {
            String text = lines.get(i).strip();
            if (i < at && (text.isEmpty() || text.endsWith(";") || text.endsWith("}") || text.endsWith(")"))) {
                return "";
            }
            Matcher assigned = ASSIGNED.matcher(text);
            if (assigned.find()) {
                return assigned.group(1);
            }
        }
        return "";
    }

    private static void annotations(TreeText texts, String path, Map<String, Metric> found) {
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher annotation = ANNOTATION.matcher(lines.get(i));
            if (annotation.find()) {
                String name = annotation.group(2);
                found.put(path + ":" + name, new Metric(name, annotation.group(1), path, i + 1, true));
            }
        }
    }

    private static void exposing(Pom pom, Map<String, String> exposed) {
        List<Pom.Declared> declared = new ArrayList<>(pom.dependencies());
        declared.stream()
                .filter(each -> EXPOSES_JAVA.matcher(each.name()).matches())
                .forEach(each -> exposed.put(each.path(), each.name()));
    }
}
