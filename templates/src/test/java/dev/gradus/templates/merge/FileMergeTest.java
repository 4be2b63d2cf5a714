package dev.gradus.templates.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Change.Move;
import dev.gradus.templates.render.Placement;
import dev.gradus.templates.render.Strategy;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileMergeTest {
    private static FileOutcome merge(Strategy strategy, String base, String ours, String theirs) {
        Sides sides = new Sides(
                Optional.of(TreeFile.of(base)), Optional.of(TreeFile.of(ours)), Optional.of(TreeFile.of(theirs)));
        return new FileMerge(sides, strategy, "managed").decide();
    }

    private static String text(FileOutcome outcome) {
        return outcome.file().orElseThrow().content().text();
    }

    @Test
    void modulesThatBothAddStandSideBySide() {
        FileOutcome outcome = merge(
                Strategy.XML,
                "<p>\n<modules>\n<module>kit</module>\n</modules>\n</p>\n",
                "<p>\n<modules>\n<module>kit</module>\n<module>mine</module>\n</modules>\n</p>\n",
                "<p>\n<modules>\n<module>kit</module>\n<module>serving</module>\n</modules>\n</p>\n");
        assertThat(outcome.change()).isEqualTo(Change.MERGED);
        assertThat(text(outcome))
                .isEqualTo(
                        "<p>\n<modules>\n<module>kit</module>\n<module>mine</module>\n<module>serving</module>\n</modules>\n</p>\n");
    }

    @Test
    void neighbouringVersionsAreTakenFromWhoeverChangedThem() {
        FileOutcome outcome = merge(
                Strategy.XML,
                "<p>\n<a>1</a>\n<b>1</b>\n</p>\n",
                "<p>\n<a>2</a>\n<b>1</b>\n</p>\n",
                "<p>\n<a>1</a>\n<b>2</b>\n</p>\n");
        assertThat(text(outcome)).isEqualTo("<p>\n<a>2</a>\n<b>2</b>\n</p>\n");
    }

    @Test
    void whatTheTemplateAddsNextToAnEditedLineDoesNotClashWithIt() {
        for (String theirs : List.of("<p>\n<a>1</a>\n<b>1</b>\n</p>\n", "<p>\n<b>1</b>\n<a>1</a>\n</p>\n")) {
            FileOutcome outcome = merge(Strategy.XML, "<p>\n<a>1</a>\n</p>\n", "<p>\n<a>2</a>\n</p>\n", theirs);
            assertThat(outcome.change()).isEqualTo(Change.MERGED);
            assertThat(text(outcome)).isEqualTo(theirs.replace("<a>1</a>", "<a>2</a>"));
        }
    }

    @Test
    void onePropertyInTwoVersionsStaysAConflict() {
        FileOutcome outcome = merge(
                Strategy.XML,
                "<project>\n<properties>\n</properties>\n</project>\n",
                "<project>\n<properties>\n<x>1</x>\n</properties>\n</project>\n",
                "<project>\n<properties>\n<x>2</x>\n</properties>\n</project>\n");
        assertThat(outcome.change()).isEqualTo(Change.CONFLICT);
        assertThat(text(outcome)).contains("<<<<<<< yours\n<x>1</x>\n=======\n<x>2</x>\n>>>>>>> managed\n");
    }

    @Test
    void xmlThatWouldNotBeWellFormedStaysAConflict() {
        FileOutcome outcome =
                merge(Strategy.XML, "<p>\n</p>\n", "<p>\n<a>\n<b/>\n</a>\n</p>\n", "<p>\n<a>\n<c/>\n</a>\n</p>\n");
        assertThat(outcome.change()).isEqualTo(Change.CONFLICT);
    }

    @Test
    void yamlKeysThatBothAddStandSideBySide() {
        FileOutcome outcome = merge(Strategy.YAML, "a: 1\n", "a: 1\nmine: {x: 2}\n", "a: 1\nyours: [3]\n");
        assertThat(text(outcome)).isEqualTo("a: 1\nmine: {x: 2}\nyours: [3]\n");
    }

    @Test
    void oneYamlKeyWithTwoValuesStaysAConflict() {
        FileOutcome outcome = merge(Strategy.YAML, "a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 3\n");
        assertThat(outcome.change()).isEqualTo(Change.CONFLICT);
    }

    @Test
    void plainTextIsNotMergedByItsStructure() {
        FileOutcome outcome = merge(Strategy.TEXT, "a: 1\n", "a: 1\nmine: 2\n", "a: 1\nyours: 3\n");
        assertThat(outcome.change()).isEqualTo(Change.CONFLICT);
    }

    @Test
    void aLineThatTheTemplateTookAwayWhereTheUserAddedOneLikeItIsAConflict() {
        FileOutcome outcome = merge(Strategy.TEXT, "x\n1\n2\n3\n4\n5\n", "x\n1\n2\n3\n4\n5\nx\n", "1\n2\n3\n4\n5\n");
        assertThat(outcome.change()).isEqualTo(Change.CONFLICT);
        assertThat(text(outcome)).contains("<<<<<<< yours\nx\n1\n");
    }

    @Test
    void aDeclaredMoveTakesTheUsersEditsAlong() {
        FileTree base = FileTree.EMPTY.with("a/x", TreeFile.of("1\n2\n3\n4\n")).with("a/y", TreeFile.of("y\n"));
        FileTree ours = base.with("a/x", TreeFile.of("1\n2\n3\n4\nmine\n")).with("a/own", TreeFile.of("own\n"));
        FileTree theirs =
                FileTree.EMPTY.with("b/x", TreeFile.of("0\n2\n3\n4\n")).with("b/y", TreeFile.of("y\n"));
        Merge merge = new TreeMerge(base, ours, theirs)
                .moving(List.of(new Move(Stage.MANAGED, "a/**", "b")))
                .merge();
        assertThat(merge.result().paths()).containsExactly("a/own", "b/x", "b/y");
        assertThat(merge.result().file("b/x")).contains(TreeFile.of("0\n2\n3\n4\nmine\n"));
        assertThat(merge.files())
                .contains(
                        new FileVerdict("b/y", Change.MOVED, "user", "moved from \"a/y\": nothing to change"),
                        new FileVerdict("b/x", Change.MERGED, "user", "moved from \"a/x\": both changed, no overlap"));
    }

    @Test
    void anEditedFileThatTheTemplateRemovesStaysAndIsListed() {
        FileTree base = FileTree.EMPTY.with("a", TreeFile.of("1\n")).with("b", TreeFile.of("1\n"));
        Merge merge = new TreeMerge(base, base.with("a", TreeFile.of("1\nmine\n")), FileTree.EMPTY).merge();
        assertThat(merge.result().paths()).containsExactly("a");
        assertThat(merge.ledger()).isEqualTo(new Ledger(1, 0, 0, 1));
        assertThat(merge.files().get(0).change()).isEqualTo(Change.KEPT);
        assertThat(merge.files().get(1).change()).isEqualTo(Change.REMOVED);
    }

    @Test
    void theUsersFilesAreLeftAloneWhereTheyWereEdited() {
        FileTree base =
                FileTree.EMPTY.with("params.yaml", TreeFile.of("a: 1\n")).with("b.yaml", TreeFile.of("1\n"));
        FileTree theirs =
                FileTree.EMPTY.with("params.yaml", TreeFile.of("a: 2\n")).with("b.yaml", TreeFile.of("2\n"));
        Placement user = new Placement(Stage.MANAGED, Strategy.USER);
        Merge merge = new TreeMerge(base, base.with("params.yaml", TreeFile.of("a: 9\n")), theirs)
                .placed(Map.of("params.yaml", user, "b.yaml", user))
                .merge();
        assertThat(merge.result().file("params.yaml")).contains(TreeFile.of("a: 9\n"));
        assertThat(merge.result().file("b.yaml")).contains(TreeFile.of("2\n"));
    }

    @Test
    void anEmptyFileAndAnotherOrderAreEditsToo() {
        FileTree base = FileTree.EMPTY.with("a", TreeFile.of("1\n2\n"));
        FileTree ours = base.with("a", TreeFile.of("2\n1\n")).with("empty", TreeFile.of(""));
        Merge merge = new TreeMerge(base, ours, base).merge();
        assertThat(merge.result()).isEqualTo(ours);
        assertThat(merge.ledger()).isEqualTo(new Ledger(2, 2, 0, 0));
    }

    @Test
    void theLedgerTellsWhatAWrongMergeWouldLose() {
        Sides sides = new Sides(
                Optional.of(TreeFile.of("1\n")),
                Optional.of(TreeFile.of("1\nmine\n")),
                Optional.of(TreeFile.of("2\n")));
        assertThatThrownBy(() -> page(sides, Optional.of(TreeFile.of("2\n"))).check())
                .isInstanceOf(LostEdit.class)
                .hasMessage("the merge of \"a\" would lose the line \"mine\" that you changed; nothing was touched");
        assertThatThrownBy(() -> page(sides, Optional.empty()).check()).isInstanceOf(LostEdit.class);
        Sides removed = new Sides(sides.base(), Optional.empty(), sides.theirs());
        assertThatThrownBy(() -> page(removed, sides.theirs()).check())
                .isInstanceOf(LostEdit.class)
                .hasMessageContaining("its removal");
        Sides mode = new Sides(sides.base(), sides.base().map(file -> file.withMode(Mode.EXECUTABLE)), sides.theirs());
        assertThatThrownBy(() -> page(mode, sides.theirs()).check())
                .isInstanceOf(LostEdit.class)
                .hasMessageContaining("its mode");
        Sides deleted = new Sides(sides.ours(), sides.base(), sides.ours());
        assertThatThrownBy(() -> page(deleted, sides.ours()).check())
                .isInstanceOf(LostEdit.class)
                .hasMessageContaining("the line \"mine\"");
    }

    private static Ledger.Page page(Sides sides, Optional<TreeFile> result) {
        return new Ledger.Page("a", sides, result, Optional.empty(), Ledger.Place.KEPT);
    }
}
