package dev.gradus.maturity.collect.validate;

import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Reach;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.source.UseCollector;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.fact.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds where commands check data. */
final class Sites {

    private static final Pattern SCHEMA_FILE = Pattern.compile(".*schema.*\\.json");
    private static final Pattern SODA_FILE = Pattern.compile(".*\\.ya?ml");
    private static final Pattern SCHEMA_NAME = Pattern.compile("[\"']([\\w./-]*schema[\\w.-]*\\.json)[\"']");
    private static final Pattern SCHEMA_WORD = Pattern.compile("[\"'](minimum|maximum|enum)[\"']");
    private static final Pattern COMMENT = Pattern.compile("\\s*(\\*|//|/\\*|#).*");
    private static final int MOST_UNREACHED = 50;

    private final TreeText texts;

    Sites(TreeText texts) {
        this.texts = texts;
    }

    /** Everything that a command checks. */
    Stream<Site> of(Started started) {
        return Stream.concat(
                started.reaches().stream().flatMap(this::of),
                started.led().runs().stream().flatMap(Sites::of));
    }

    /** What a command that trains checks before it does. */
    Stream<Site> before(Started started) {
        List<Site> found = new ArrayList<>();
        for (Reach reach : started.reaches()) {
            List<Location> training = UseCollector.training(reach).toList();
            of(reach)
                    .filter(site -> training.stream().noneMatch(at -> isLater(reach, site, at)))
                    .forEach(found::add);
            if (!training.isEmpty()) {
                break;
            }
        }
        started.led().runs().stream().flatMap(Sites::of).forEach(found::add);
        return found.stream();
    }

    /** Whether a check comes after the training that stands in the same function. */
    private static boolean isLater(Reach reach, Site site, Location training) {
        Integer line = training.line();
        return line != null
                && training.path().equals(site.path())
                && site.line() > line
                && reach.units().getOrDefault(site.path(), Set.of()).stream()
                        .anyMatch(unit -> calls(unit, site.line()) && calls(unit, line));
    }

    private static boolean calls(CodeUnit unit, int line) {
        return unit.calls().stream().anyMatch(call -> call.line() == line);
    }

    private Stream<Site> of(Reach reach) {
        String code = reach.units().keySet().stream()
                .map(path -> texts.of(path).orElse(""))
                .collect(Collectors.joining("\n"));
        List<Library> libraries = Library.in(code);
        Stream<Site> called = reach.units().entrySet().stream().flatMap(entry -> entry.getValue().stream()
                .flatMap(unit -> unit.calls().stream())
                .flatMap(call -> of(entry.getKey(), call, libraries)));
        // Code that reads a schema by itself must speak of what a schema says.
        return SCHEMA_WORD.matcher(code).find()
                ? Stream.concat(called, reach.units().keySet().stream().flatMap(this::readers))
                : called;
    }

    /** Where a source names a schema of the tree outside comments. */
    private Stream<Site> readers(String path) {
        List<Site> found = new ArrayList<>();
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher named = SCHEMA_NAME.matcher(lines.get(i));
            if (!COMMENT.matcher(lines.get(i)).matches() && named.find()) {
                int line = i + 1;
                boolean stops = !Swallowing.isSwallowed(lines, line);
                texts.paths(file -> file.equals(named.group(1)) || file.endsWith("/" + named.group(1)))
                        .forEach(file -> found.add(new Site(Library.JSON_SCHEMA, path, line, file, stops)));
            }
        }
        return found.stream();
    }

    private Stream<Site> of(String path, Call call, List<Library> libraries) {
        List<Site> found = new ArrayList<>();
        for (Library library : libraries) {
            if (library.runs(call)) {
                boolean stops = library.isHeeded(texts.of(path).orElse(""))
                        && !Swallowing.isSwallowed(texts.lines(path), call.line());
                found.add(new Site(library, path, call.line(), "", stops));
            }
        }
        return found.stream();
    }

    /** Checks that a tool of the shell runs. */
    private static Stream<Site> of(Led.Run run) {
        String program = TreeText.fileName(run.words().get(0));
        String names = run.text();
        if (program.equals("soda") && run.words().contains("scan")) {
            return Stream.of(new Site(Library.SODA, run.path(), run.line(), names, run.decides()));
        }
        boolean expectations =
                program.matches("gx|great_expectations") && run.words().contains("checkpoint");
        return expectations
                ? Stream.of(new Site(Library.GREAT_EXPECTATIONS, run.path(), run.line(), names, run.decides()))
                : Stream.empty();
    }

    /** Checks in code that no command reaches. */
    Stream<Site> unreached(Survey survey, Collection<Site> reached) {
        Set<String> known =
                reached.stream().map(site -> site.path() + ":" + site.line()).collect(Collectors.toSet());
        return Stream.<SourceIndex>of(survey.javas(), survey.pythons())
                .flatMap(index -> index.paths().stream()
                        .filter(path -> !path.matches("(^|.*/)tests?/.*"))
                        .filter(path -> !Library.in(texts.of(path).orElse("")).isEmpty())
                        .limit(MOST_UNREACHED)
                        .map(index::parse))
                .flatMap(file -> all(file))
                .filter(site -> !known.contains(site.path() + ":" + site.line()));
    }

    private Stream<Site> all(SourceFile file) {
        List<Library> libraries = Library.in(texts.of(file.path()).orElse(""));
        return file.units().stream()
                .flatMap(unit -> unit.calls().stream())
                .flatMap(call -> of(file.path(), call, libraries));
    }

    /** What the checks at these sites demand, in code that is reached and in the files that they name. */
    Stream<Constraint> constraints(Collection<Site> sites, List<Started> all) {
        Set<Library> libraries = sites.stream().map(Site::library).collect(Collectors.toSet());
        Map<String, Set<CodeUnit>> reached = new TreeMap<>();
        all.stream().flatMap(Started::units).forEach(entry -> reached.computeIfAbsent(
                        entry.getKey(), path -> new LinkedHashSet<>())
                .addAll(entry.getValue()));
        Stream<Constraint> stated =
                reached.entrySet().stream().flatMap(file -> stated(file.getKey(), file.getValue(), libraries));
        Stream<Constraint> annotated = libraries.contains(Library.BEAN_VALIDATION)
                ? reached.keySet().stream()
                        .filter(path -> path.endsWith(".java"))
                        .flatMap(path -> Constraint.annotations(path, texts.lines(path)))
                : Stream.empty();
        return Stream.of(stated, annotated, sites.stream().flatMap(this::inFiles))
                .flatMap(each -> each);
    }

    private Stream<Constraint> stated(String path, Set<CodeUnit> units, Set<Library> libraries) {
        return Library.in(texts.of(path).orElse("")).stream()
                .filter(libraries::contains)
                .flatMap(library -> units.stream()
                        .flatMap(unit -> unit.calls().stream())
                        .flatMap(call -> Constraint.of(path, texts.lines(path), call, library)));
    }

    private Stream<Constraint> inFiles(Site site) {
        return switch (site.library()) {
            case JSON_SCHEMA ->
                texts.paths(path -> SCHEMA_FILE.matcher(path).matches())
                        .filter(path -> site.names().isEmpty() || site.names().equals(path))
                        .flatMap(path -> Constraint.schema(texts, path).stream());
            case SODA ->
                texts.paths(path -> SODA_FILE.matcher(path).matches())
                        .filter(path -> texts.of(path).orElse("").contains("checks for "))
                        .flatMap(path -> Constraint.soda(texts, path));
            case GREAT_EXPECTATIONS ->
                texts.paths(path -> path.matches("(.*/)?expectations/.*\\.json"))
                        .flatMap(path -> Constraint.suite(texts, path));
            case TFDV -> texts.paths(path -> path.endsWith(".pbtxt")).flatMap(path -> Constraint.protobuf(texts, path));
            default -> Stream.empty();
        };
    }
}
