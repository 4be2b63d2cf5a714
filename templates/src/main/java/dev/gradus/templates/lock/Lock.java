package dev.gradus.templates.lock;

import dev.gradus.templates.Stage;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a project came from: enough to render its base again, and to know that it is the same. It is derived from the render,
 * written beside it and never merged.
 *
 * @param base git's id of the tree as rendered, without the lock
 */
public record Lock(
        PackOrigin pack,
        String renderer,
        Stage stage,
        Map<String, Object> answers,
        String base,
        SortedMap<String, LockedFile> files) {

    /** Where it lies in a project. */
    public static final String PATH = ".gradus/lock.json";

    /** Which pack it was. */
    public record PackOrigin(String name, String version, String digest) {}

    /** The lock of a render. */
    public static Lock of(Render render) {
        SortedMap<String, LockedFile> files = new TreeMap<>();
        render.placements()
                .forEach((path, placement) -> files.put(
                        path,
                        locked(
                                render.tree().file(path).orElseThrow(),
                                placement.layer().key(),
                                placement.strategy().key())));
        PackOrigin origin = new PackOrigin(
                render.pack().name(),
                render.pack().version(),
                render.pack().files().digest());
        return new Lock(
                origin,
                Renderer.VERSION,
                render.stage(),
                render.answers(),
                render.tree().id(),
                files);
    }

    /** The tree with this lock beside it. */
    public FileTree beside(FileTree tree) {
        return tree.with(PATH, TreeFile.of(LockFile.write(this)));
    }

    /** Whether the tree is the one that this lock was derived from. */
    public boolean describes(FileTree tree) {
        return tree.id().equals(base)
                && tree.files().keySet().equals(files.keySet())
                && files.entrySet().stream().allMatch(entry -> {
                    LockedFile file = entry.getValue();
                    return locked(tree.file(entry.getKey()).orElseThrow(), file.layer(), file.strategy())
                            .equals(file);
                });
    }

    private static LockedFile locked(TreeFile file, String layer, String strategy) {
        return new LockedFile(LockFile.sha256(file.bytes()), file.mode().octal(), layer, strategy);
    }
}
