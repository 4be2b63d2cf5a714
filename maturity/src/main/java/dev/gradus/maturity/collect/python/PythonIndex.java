package dev.gradus.maturity.collect.python;

import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Python modules of a tree. The parser's native library is loaded when the first of them is parsed. */
public final class PythonIndex implements SourceIndex {

    private final TreeText texts;
    private final NavigableSet<String> paths;
    private final Map<String, SourceFile> parsed = new ConcurrentHashMap<>();
    private final Map<String, List<Flow>> flows = new ConcurrentHashMap<>();

    public PythonIndex(TreeText texts) {
        this.texts = texts;
        this.paths = texts.paths(path -> path.endsWith(".py")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Paths of all the modules. */
    @Override
    public NavigableSet<String> paths() {
        return paths;
    }

    @Override
    public Optional<String> find(String name) {
        return find(name, "");
    }

    @Override
    public SourceFile parse(String path) {
        return parsed.computeIfAbsent(path, key -> texts.of(key)
                .map(text -> PythonParsing.parse(key, text))
                .orElseGet(() -> SourceFile.unreadable(key, SourceFile.Language.PYTHON)));
    }

    @Override
    public List<Flow> flows(String path) {
        return flows.computeIfAbsent(
                path,
                key -> texts.of(key).map(text -> PythonParsing.flows(key, text)).orElse(List.of()));
    }

    @Override
    public Set<String> loads(SourceFile file) {
        Set<String> loaded = new LinkedHashSet<>();
        for (String imported : file.imports()) {
            if (imported.startsWith(".")) {
                relative(file.path(), imported).ifPresent(loaded::add);
            } else {
                find(imported, TreeText.folder(file.path())).ifPresent(loaded::add);
            }
        }
        return loaded;
    }

    @Override
    public Set<String> brings(SourceFile file, CodeUnit unit) {
        return Set.of();
    }

    /** The module's file, looked for from the usual roots, beside the importing file, and last anywhere it is unique. */
    private Optional<String> find(String module, String beside) {
        String inner = module.replace('.', '/');
        return Stream.of("", "src/", beside.isEmpty() ? "" : beside + "/")
                .flatMap(root -> files(root + inner).stream())
                .filter(paths::contains)
                .findFirst()
                .or(() -> anywhere(inner));
    }

    private Optional<String> anywhere(String inner) {
        if (!inner.contains("/")) {
            return Optional.empty();
        }
        List<String> found = paths.stream()
                .filter(path -> files("/" + inner).stream().anyMatch(path::endsWith))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static List<String> files(String stem) {
        return List.of(stem + ".py", stem + "/__main__.py", stem + "/__init__.py");
    }

    private Optional<String> relative(String importing, String imported) {
        String folder = TreeText.folder(importing);
        int dots = 1;
        while (dots < imported.length() && imported.charAt(dots) == '.') {
            folder = TreeText.folder(folder);
            dots++;
        }
        String inner = imported.substring(dots).replace('.', '/');
        String stem = folder.isEmpty() || inner.isEmpty() ? folder + inner : folder + "/" + inner;
        return files(stem).stream().filter(paths::contains).findFirst();
    }
}
