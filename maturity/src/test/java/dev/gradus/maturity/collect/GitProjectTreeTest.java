package dev.gradus.maturity.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitProjectTreeTest {

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("rides"));
    private ObjectId root;

    @BeforeEach
    void insertATree() throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter src = new TreeFormatter();
            src.append(
                    "Train.java", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, "class".getBytes(UTF_8)));
            TreeFormatter tree = new TreeFormatter();
            tree.append(
                    "link", FileMode.SYMLINK, inserter.insert(Constants.OBJ_BLOB, "src/Train.java".getBytes(UTF_8)));
            tree.append("mvnw", FileMode.EXECUTABLE_FILE, inserter.insert(Constants.OBJ_BLOB, "#!".getBytes(UTF_8)));
            tree.append("other", FileMode.GITLINK, ObjectId.zeroId());
            tree.append("src", FileMode.TREE, inserter.insert(src));
            root = inserter.insert(tree);
            inserter.flush();
        }
    }

    @AfterEach
    void closeIt() {
        repository.close();
    }

    @Test
    void listsFilesAndLinksButNoSubmodule() {
        GitProjectTree tree = GitProjectTree.of(repository.newObjectReader(), root);

        assertThat(tree.paths()).containsExactly("link", "mvnw", "src/Train.java");
        assertThat(tree.mode("mvnw")).isEqualTo(0100755);
        assertThat(tree.mode("link")).isEqualTo(0120000);
        assertThat(tree.mode("src/Train.java")).isEqualTo(0100644);
    }

    @Test
    void readsContentAndSizeAndTheTargetOfALink() {
        GitProjectTree tree = GitProjectTree.of(repository.newObjectReader(), root);

        assertThat(tree.bytes("src/Train.java")).asString(UTF_8).isEqualTo("class");
        assertThat(tree.size("src/Train.java")).isEqualTo(5);
        assertThat(tree.bytes("link")).asString(UTF_8).isEqualTo("src/Train.java");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        GitProjectTree tree = GitProjectTree.of(repository.newObjectReader(), root);

        assertThatThrownBy(() -> tree.bytes("absent.txt")).hasMessageContaining("absent.txt");
    }
}
