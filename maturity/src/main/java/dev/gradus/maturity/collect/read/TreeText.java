package dev.gradus.maturity.collect.read;

import dev.gradus.maturity.collect.ProjectTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text files of a tree, each read once.
 *
 * <pre>{@code
 * String makefile = new TreeText(tree).of("Makefile").orElse("");
 * }</pre>
 *
 * <p>A file that is missing, a link, binary or larger than {@link #LIMIT} has no text; bytes that are not UTF-8 become
 * replacement characters.
 */
public final class TreeText {

    /** Bytes up to which a file is read as text: sources, builds and documents are far smaller. */
    public static final int LIMIT = 1 << 20;

    /** Bytes up to which a generated file, such as a lock, is read. */
    private static final int LARGEST = 1 << 24;

    private static final Pattern LINES = Pattern.compile("\r\n|\r|\n");
    private static final int LINK = 0120000;
    private static final int SNIFFED = 8000;

    private final ProjectTree tree;
    private final Map<String, Optional<String>> read = new ConcurrentHashMap<>();

    public TreeText(ProjectTree tree) {
        this.tree = tree;
    }

    public ProjectTree tree() {
        return tree;
    }

    public Optional<String> of(String path) {
        return read.computeIfAbsent(path, this::load);
    }

    /** The lines of a file, none where it has no text. */
    public List<String> lines(String path) {
        return of(path).map(text -> LINES.splitAsStream(text).toList()).orElse(List.of());
    }

    /** The lines of a generated file, such as a lock, which may be far larger than what people write. */
    public List<String> allLines(String path) {
        boolean large = has(path) && tree.mode(path) != LINK && tree.size(path) > LIMIT && tree.size(path) <= LARGEST;
        return large
                ? LINES.splitAsStream(new String(tree.bytes(path), StandardCharsets.UTF_8))
                        .toList()
                : lines(path);
    }

    public boolean has(String path) {
        return tree.paths().contains(path);
    }

    /** Whether a file or a folder of that name is in the tree. */
    public boolean knows(String path) {
        if (path.isEmpty() || has(path)) {
            return true;
        }
        String folder = path.endsWith("/") ? path : path + "/";
        return tree.paths().tailSet(folder).stream()
                .findFirst()
                .filter(next -> next.startsWith(folder))
                .isPresent();
    }

    public Stream<String> paths(Predicate<String> wanted) {
        return tree.paths().stream().filter(wanted);
    }

    /** The part of a path after its last slash. */
    public static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The part of a path before its last slash, empty for a file at the root. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Whether content is not text, by the rule that git itself follows. */
    public static boolean isBinary(byte[] content) {
        int end = Math.min(content.length, SNIFFED);
        for (int i = 0; i < end; i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> load(String path) {
        if (!has(path) || tree.mode(path) == LINK || tree.size(path) > LIMIT) {
            return Optional.empty();
        }
        byte[] content = tree.bytes(path);
        return isBinary(content) ? Optional.empty() : Optional.of(new String(content, StandardCharsets.UTF_8));
    }
}
