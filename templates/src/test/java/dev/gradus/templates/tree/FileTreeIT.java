package dev.gradus.templates.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids beside those that git itself gives. */
class FileTreeIT {
    @TempDir
    Path folder;

    @Test
    void theIdIsGitsOwn() throws Exception {
        FileTree tree = FileTree.EMPTY;
        Git git = new Git(folder);
        git.run("init", "-q");
        for (String path : new String[] {"a.b", "a/b", "a0", "größe/日本.txt", "gro\u0308ße2", "z/y/x/w", "Z"}) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), path + "\n");
            tree = tree.with(path, TreeFile.of(path + "\n"));
        }
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a.b"));
        tree = tree.with("link", new TreeFile(Mode.LINK, Content.of("a.b")));
        git.run("add", "-A");
        git.run("update-index", "--chmod=+x", "z/y/x/w");
        tree = tree.with("z/y/x/w", tree.file("z/y/x/w").orElseThrow().withMode(Mode.EXECUTABLE));
        assertThat(tree.id()).isEqualTo(git.run("write-tree"));
        assertThat(FileTree.EMPTY.id()).isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    }
}
