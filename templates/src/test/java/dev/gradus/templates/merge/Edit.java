package dev.gradus.templates.merge;

import dev.gradus.templates.tree.Content;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Something a user does to a project; {@code at} and {@code other} pick the file, the line or the word, whatever there is. */
record Edit(Kind kind, int at, int other) {
    private static final List<String> NAMES = List.of(
            "own.txt",
            "docs/größe.md",
            "docs/gro\u0308ße.md",
            "日本/列.csv",
            "params.yaml",
            "Security.md",
            "mk",
            "SECURITY.md/x",
            "ci.yaml");

    enum Kind {
        INSERT,
        DUPLICATE,
        DELETE_LINE,
        REPLACE_LINE,
        CRLF,
        DROP_LAST_NEWLINE,
        MODE,
        BINARY,
        LINK,
        REMOVE,
        RENAME,
        ADD,
        EMPTY
    }

    FileTree apply(FileTree tree) {
        List<String> paths = List.copyOf(tree.paths());
        if (kind == Kind.ADD) {
            return added(tree, NAMES.get(at % NAMES.size()), TreeFile.of("mine " + other + "\n"));
        }
        if (paths.isEmpty()) {
            return tree;
        }
        String path = paths.get(at % paths.size());
        TreeFile file = tree.file(path).orElseThrow();
        return switch (kind) {
            case REMOVE -> tree.without(path);
            case RENAME -> added(tree.without(path), "renamed" + other + "/" + path.replace('/', '_'), file);
            case MODE ->
                file.mode().isRegular()
                        ? tree.with(path, file.withMode(file.mode() == Mode.FILE ? Mode.EXECUTABLE : Mode.FILE))
                        : tree;
            case BINARY -> tree.with(path, new TreeFile(Mode.FILE, Content.of(new byte[] {0, 1, (byte) other})));
            case LINK -> tree.with(path, new TreeFile(Mode.LINK, Content.of("elsewhere" + other)));
            case EMPTY -> tree.with(path, new TreeFile(file.mode(), Content.of("")));
            default ->
                Sides.isText(file)
                        ? tree.with(
                                path,
                                new TreeFile(
                                        file.mode(),
                                        Content.of(text(file.content().text()))))
                        : tree;
        };
    }

    /** A path may not be a file and a folder at once. */
    private static FileTree added(FileTree tree, String path, TreeFile file) {
        boolean blocked =
                tree.paths().stream().anyMatch(other -> other.startsWith(path + "/") || path.startsWith(other + "/"));
        return blocked ? tree : tree.with(path, file);
    }

    private String text(String text) {
        List<String> lines =
                new ArrayList<>(text.lines().map(line -> line + "\n").toList());
        int line = lines.isEmpty() ? 0 : other % lines.size();
        switch (kind) {
            case INSERT -> lines.add(line, "mine " + other + "\n");
            case DUPLICATE -> lines.add(0, lines.isEmpty() ? "}\n" : lines.get(line));
            case CRLF -> {
                return lines.stream().map(one -> one.replace("\n", "\r\n")).collect(Collectors.joining());
            }
            default -> {
                if (lines.isEmpty()) {
                    return text;
                }
                edit(lines, line);
            }
        }
        return String.join("", lines);
    }

    private void edit(List<String> lines, int line) {
        switch (kind) {
            case DELETE_LINE -> lines.remove(line);
            case REPLACE_LINE -> lines.set(line, "mine instead " + other + "\n");
            default -> lines.set(lines.size() - 1, lines.get(lines.size() - 1).strip());
        }
    }
}
