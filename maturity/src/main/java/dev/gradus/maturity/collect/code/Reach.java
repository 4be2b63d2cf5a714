package dev.gradus.maturity.collect.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can run once a file is started. A function is reached when reached code mentions its name, which is generous
 * with equal names and strict with code that nobody mentions.
 *
 * <pre>{@code
 * boolean tracked = Reach.from(index, "train.py", CodeUnit.MAIN).units().values().stream()...
 * }</pre>
 */
public final class Reach {

    private final SourceIndex index;
    private final Map<String, SourceFile> files = new LinkedHashMap<>();
    private final Map<String, Set<CodeUnit>> units = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, List<Pending>> waiting = new LinkedHashMap<>();
    private final Deque<Pending> open = new ArrayDeque<>();

    private record Pending(SourceFile file, CodeUnit unit) {}

    private Reach(SourceIndex index) {
        this.index = index;
    }

    /**
     * Everything reached from one file.
     *
     * @param function the function started in it, or {@link CodeUnit#MAIN}
     */
    public static Reach from(SourceIndex index, String path, String function) {
        return from(index, path, List.of(function));
    }

    /**
     * Everything reached from one file.
     *
     * @param functions the functions started in it, as a runner of tests starts many
     */
    public static Reach from(SourceIndex index, String path, List<String> functions) {
        Reach reach = new Reach(index);
        reach.load(path);
        functions.forEach(reach::mention);
        reach.mention(CodeUnit.MAIN, path);
        while (!reach.open.isEmpty()) {
            reach.visit(reach.open.pop());
        }
        return reach;
    }

    /** Everything reached from a file whose functions are called from outside, such as by requests. */
    public static Reach whole(SourceIndex index, String path) {
        Reach reach = new Reach(index);
        reach.load(path);
        index.parse(path).units().forEach(unit -> reach.mention(unit.name()));
        while (!reach.open.isEmpty()) {
            reach.visit(reach.open.pop());
        }
        return reach;
    }

    /** The reached files, by path. */
    public Map<String, SourceFile> files() {
        return Collections.unmodifiableMap(files);
    }

    /** The reached units, by path. */
    public Map<String, Set<CodeUnit>> units() {
        return Collections.unmodifiableMap(units);
    }

    private void load(String path) {
        if (files.containsKey(path)) {
            return;
        }
        SourceFile file = index.parse(path);
        files.put(path, file);
        for (CodeUnit unit : file.units()) {
            if (unit.name().equals(CodeUnit.FILE) || names.contains(unit.name())) {
                open.push(new Pending(file, unit));
            } else {
                waiting.computeIfAbsent(unit.name(), name -> new ArrayList<>()).add(new Pending(file, unit));
            }
        }
        index.loads(file).forEach(this::load);
    }

    private void visit(Pending pending) {
        if (!units.computeIfAbsent(pending.file().path(), path -> new LinkedHashSet<>())
                .add(pending.unit())) {
            return;
        }
        pending.unit().mentions().forEach(this::mention);
        index.brings(pending.file(), pending.unit()).forEach(this::load);
    }

    private void mention(String name) {
        if (!name.equals(CodeUnit.MAIN) && names.add(name)) {
            List<Pending> woken = waiting.remove(name);
            if (woken != null) {
                woken.forEach(open::push);
            }
        }
    }

    /** Wakes the start-up code of the started file alone: that of files it loads does not run. */
    private void mention(String name, String path) {
        waiting.getOrDefault(name, List.of()).stream()
                .filter(pending -> pending.file().path().equals(path))
                .forEach(open::push);
    }
}
