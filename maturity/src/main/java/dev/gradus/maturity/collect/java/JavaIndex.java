package dev.gradus.maturity.collect.java;

import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java classes of a tree that are not tests, by their qualified names. */
public final class JavaIndex implements SourceIndex {

    private static final Pattern ROOT = Pattern.compile("(?:^|.*/)src/(?!test/)[^/]+/java/(.*)\\.java");
    private static final Pattern TEST = Pattern.compile("(?:^|.*/)(?:src/(?:test|it)|tests?)/.*");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final String SERVICES = "META-INF/services/";

    private final TreeText texts;
    private final Map<String, String> pathByClass = new TreeMap<>();
    private final Map<String, String> classByPath = new TreeMap<>();
    private final Map<String, SourceFile> parsed = new ConcurrentHashMap<>();
    private final Map<String, List<Flow>> flows = new ConcurrentHashMap<>();

    public JavaIndex(TreeText texts) {
        this.texts = texts;
        texts.paths(path -> path.endsWith(".java") && !TEST.matcher(path).matches())
                .forEach(path -> {
                    String name = className(path);
                    pathByClass.putIfAbsent(name, path);
                    classByPath.put(path, name);
                });
    }

    /** Paths of all the classes. */
    @Override
    public Set<String> paths() {
        return classByPath.keySet();
    }

    /** Qualified name of the class in a file. */
    public String nameOf(String path) {
        return classByPath.getOrDefault(path, "");
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(pathByClass.get(name));
    }

    @Override
    public SourceFile parse(String path) {
        return parsed.computeIfAbsent(path, key -> texts.of(key)
                .map(text -> JavaParsing.parse(key, text))
                .orElseGet(() -> SourceFile.unreadable(key, SourceFile.Language.JAVA)));
    }

    @Override
    public List<Flow> flows(String path) {
        return flows.computeIfAbsent(
                path,
                key -> texts.of(key).map(text -> JavaParsing.flows(key, text)).orElse(List.of()));
    }

    @Override
    public Set<String> loads(SourceFile file) {
        return Set.of();
    }

    @Override
    public Set<String> brings(SourceFile file, CodeUnit unit) {
        Set<String> brought = new LinkedHashSet<>();
        unit.mentions().stream().sorted().forEach(name -> resolve(file, name).ifPresent(brought::add));
        unit.calls().stream()
                .filter(call -> call.target().endsWith("ServiceLoader.load"))
                .flatMap(this::providers)
                .forEach(brought::add);
        return brought;
    }

    private Optional<String> resolve(SourceFile file, String name) {
        for (String imported : file.imports()) {
            if (imported.endsWith("." + name)) {
                // A static import names a member, and its class stands before the last dot.
                return find(imported).or(() -> find(imported.substring(0, imported.lastIndexOf('.'))));
            }
        }
        // A test is no class of the index, and shares the package of what it tests.
        String known = classByPath.get(file.path());
        String owner = known == null ? className(file.path()) : known;
        int dot = owner.lastIndexOf('.');
        Optional<String> neighbour = find(dot < 0 ? name : owner.substring(0, dot + 1) + name);
        return neighbour.isPresent() ? neighbour : throughWildcard(file, name);
    }

    private Optional<String> throughWildcard(SourceFile file, String name) {
        return file.imports().stream()
                .filter(imported -> imported.endsWith(".*"))
                .flatMap(imported -> find(imported.substring(0, imported.length() - 1) + name).stream())
                .findFirst()
                .or(() -> name.indexOf('.') > 0 ? find(name) : Optional.empty());
    }

    /** The classes that are registered for the service a call loads. */
    private Stream<String> providers(Call call) {
        return call.literals().stream()
                .filter(literal -> literal.endsWith(".class"))
                .map(literal -> literal.substring(0, literal.length() - ".class".length()))
                .map(service -> service.substring(service.lastIndexOf('.') + 1))
                .flatMap(service -> texts.paths(path -> isRegistration(path, service)))
                .flatMap(path -> texts.lines(path).stream())
                .map(line -> line.replaceFirst("#.*", "").strip())
                .flatMap(provider -> find(provider).stream());
    }

    private static boolean isRegistration(String path, String service) {
        int at = path.indexOf(SERVICES);
        if (at < 0 || TEST.matcher(path).matches()) {
            return false;
        }
        String name = path.substring(at + SERVICES.length());
        return name.equals(service) || name.endsWith("." + service);
    }

    private String className(String path) {
        Matcher root = ROOT.matcher(path);
        if (root.matches()) {
            return root.group(1).replace('/', '.');
        }
        String simple = TreeText.fileName(path).replaceFirst("\\.java$", "");
        return texts.of(path)
                .map(PACKAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1) + "." + simple)
                .orElse(simple);
    }
}
