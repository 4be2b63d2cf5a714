package dev.gradus.templates.scaffold;

import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.LineEndings;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/** A tree as a checkout would leave it in a folder. */
record WorkTree(FileTree tree, LineEndings endings) {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    static WorkTree of(FileTree base, Lock lock) {
        return new WorkTree(lock.beside(base), LineEndings.of(base));
    }

    void write(Staging staging, Disk disk) throws IOException {
        for (Map.Entry<String, TreeFile> entry : tree.files().entrySet()) {
            staging.step(folder -> write(folder.resolve(entry.getKey()), entry.getKey(), entry.getValue(), disk));
        }
    }

    private void write(Path path, String name, TreeFile file, Disk disk) throws IOException {
        Files.createDirectories(path.getParent());
        disk.write(path, endings.inWorkTree(name, file.bytes()));
        if (file.mode() == Mode.EXECUTABLE && POSIX) {
            allowExecution(path);
        }
    }

    /** For whoever may read it, as git does. */
    private static void allowExecution(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(PosixFilePermission.OWNER_READ)) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
