package dev.gradus.templates.tree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file tree in git's own encoding: the id of the root, and the tree objects of all folders, the root's last.
 *
 * <pre>{@code
 * TreeEncoding.of(FileTree.EMPTY).id(); // 4b825dc642cb6eb9a060e54bf8d69288fbee4904
 * }</pre>
 */
public record TreeEncoding(String id, List<GitObject> trees) {

    public static TreeEncoding of(FileTree tree) {
        Folder root = new Folder();
        tree.files().forEach(root::add);
        List<GitObject> trees = new ArrayList<>();
        String id = root.write(trees);
        return new TreeEncoding(id, List.copyOf(trees));
    }

    /** Entries under the bytes by which git orders them: a folder's name counts with a slash behind it. */
    private static final class Folder {
        private final Map<byte[], TreeFile> files = new TreeMap<>(Arrays::compareUnsigned);
        private final Map<byte[], Folder> folders = new TreeMap<>(Arrays::compareUnsigned);

        void add(String path, TreeFile file) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                files.put(bytes(path), file);
            } else {
                folders.computeIfAbsent(bytes(path.substring(0, slash + 1)), name -> new Folder())
                        .add(path.substring(slash + 1), file);
            }
        }

        String write(List<GitObject> trees) {
            Map<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
            files.forEach((name, file) -> entries.put(
                    name,
                    entry(file.mode().octal(), name, name.length, file.content().id())));
            folders.forEach(
                    (name, folder) -> entries.put(name, entry("40000", name, name.length - 1, folder.write(trees))));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            entries.values().forEach(out::writeBytes);
            GitObject tree = GitObject.tree(out.toByteArray());
            trees.add(tree);
            return tree.id();
        }

        private static byte[] entry(String mode, byte[] name, int length, String id) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(bytes(mode + " "));
            out.write(name, 0, length);
            out.write(0);
            out.writeBytes(HexFormat.of().parseHex(id));
            return out.toByteArray();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
