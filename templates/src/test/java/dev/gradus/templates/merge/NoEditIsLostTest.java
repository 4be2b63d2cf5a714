package dev.gradus.templates.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.OutputPaths;
import dev.gradus.templates.tree.TreeFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The promise to users, told once more in other words than the ledger's, over any sequence of edits. */
class NoEditIsLostTest {
    private static final Pack PACK = TestPacks.small();
    private static final Map<Stage, Render> RENDERS = Arrays.stream(Stage.values())
            .collect(Collectors.toMap(
                    Function.identity(), stage -> new Renderer().render(PACK, stage, Map.of("name", "rides"))));

    @Property(tries = 2000)
    void whateverTheUserDidIsInTheResultOrInAConflict(
            @ForAll("edits") List<Edit> edits, @ForAll Stage from, @ForAll Stage to) {
        FileTree base = RENDERS.get(from).tree();
        FileTree theirs = RENDERS.get(to).tree();
        FileTree ours = base;
        for (Edit edit : edits) {
            ours = edit.apply(ours);
        }
        Merge merge = merge(base, ours, theirs, RENDERS.get(to));
        Set<String> conflicts = Set.copyOf(merge.conflicts());
        for (String path : ours.paths()) {
            requireKept(
                    path,
                    base.file(path),
                    ours.file(path).orElseThrow(),
                    merge.result().file(path));
        }
        for (String path : base.paths()) {
            if (!ours.has(path) && merge.result().has(path)) {
                assertThat(conflicts).contains(path);
            }
        }
        requireLinesStayGone(base, ours, theirs, merge.result(), conflicts);
        Ledger ledger = merge.ledger();
        assertThat(ledger.kept() + ledger.inConflict() + ledger.listed()).isEqualTo(ledger.userLines());
        assertThat(ledger.userLines() > 0).isEqualTo(!ours.equals(base));
    }

    @Property(tries = 1000)
    void untouchedFilesAreAsRenderedAndTheUsersOwnAreAsTheyWere(
            @ForAll("edits") List<Edit> edits, @ForAll Stage from, @ForAll Stage to) {
        FileTree base = RENDERS.get(from).tree();
        FileTree theirs = RENDERS.get(to).tree();
        FileTree ours = base;
        for (Edit edit : edits) {
            ours = edit.apply(ours);
        }
        Merge merge = merge(base, ours, theirs, RENDERS.get(to));
        for (String path : base.paths()) {
            if (base.file(path).equals(ours.file(path))) {
                assertThat(merge.result().file(path)).as(path).isEqualTo(theirs.file(path));
            }
        }
        for (String path : ours.paths()) {
            if (!base.has(path) && !theirs.has(path)) {
                assertThat(merge.result().file(path)).as(path).isEqualTo(ours.file(path));
            }
        }
    }

    @Property(tries = 500)
    void theResultIsATreeThatGitCanHold(@ForAll("edits") List<Edit> edits, @ForAll Stage from, @ForAll Stage to) {
        FileTree base = RENDERS.get(from).tree();
        FileTree ours = base;
        for (Edit edit : edits) {
            ours = edit.apply(ours);
        }
        Merge merge = merge(base, ours, RENDERS.get(to).tree(), RENDERS.get(to));
        Set<String> files = merge.result().paths();
        for (String path : files) {
            for (String folder = OutputPaths.parent(path); !folder.isEmpty(); folder = OutputPaths.parent(folder)) {
                assertThat(files).doesNotContain(folder);
            }
        }
    }

    @Property(tries = 500)
    void promotingAgainChangesNothing(@ForAll("edits") List<Edit> edits, @ForAll Stage from, @ForAll Stage to) {
        Render target = RENDERS.get(to);
        FileTree base = RENDERS.get(from).tree();
        FileTree ours = base;
        for (Edit edit : edits) {
            ours = edit.apply(ours);
        }
        FileTree once = merge(base, ours, target.tree(), target).result();
        assertThat(merge(target.tree(), once, target.tree(), target).result()).isEqualTo(once);
    }

    @Property(tries = 200)
    void withoutEditsTheResultIsTheRenderItself(@ForAll Stage from, @ForAll Stage to) {
        FileTree base = RENDERS.get(from).tree();
        Merge merge = merge(base, base, RENDERS.get(to).tree(), RENDERS.get(to));
        assertThat(merge.result().id()).isEqualTo(RENDERS.get(to).tree().id());
        assertThat(merge.ledger()).isEqualTo(Ledger.EMPTY);
        assertThat(merge.conflicts()).isEmpty();
    }

    private static Merge merge(FileTree base, FileTree ours, FileTree theirs, Render target) {
        return new TreeMerge(base, ours, theirs).placed(target.placements()).merge();
    }

    private static void requireKept(String path, Optional<TreeFile> base, TreeFile ours, Optional<TreeFile> result) {
        if (base.equals(Optional.of(ours))) {
            return;
        }
        assertThat(result).as(path).isPresent();
        TreeFile kept = result.get();
        boolean modeChanged = base.isEmpty() || base.get().mode() != ours.mode();
        if (modeChanged) {
            assertThat(kept.mode()).as(path).isEqualTo(ours.mode());
        }
        if (!Sides.isText(ours) || base.filter(file -> !Sides.isText(file)).isPresent()) {
            assertThat(kept.content().equals(ours.content()) || contentIsTheTemplates(base, ours))
                    .as(path)
                    .isTrue();
            return;
        }
        Map<String, Long> before = counts(base);
        Map<String, Long> after = counts(result);
        counts(Optional.of(ours)).forEach((line, count) -> {
            if (count > before.getOrDefault(line, 0L)) {
                assertThat(after.getOrDefault(line, 0L)).as(path + ": " + line).isGreaterThanOrEqualTo(count);
            }
        });
    }

    /** Only its mode was changed. */
    private static boolean contentIsTheTemplates(Optional<TreeFile> base, TreeFile ours) {
        return base.isPresent() && base.get().content().equals(ours.content());
    }

    private static void requireLinesStayGone(
            FileTree base, FileTree ours, FileTree theirs, FileTree result, Set<String> conflicts) {
        Set<String> paths = new HashSet<>(base.paths());
        paths.removeAll(conflicts);
        for (String path : paths) {
            if (ours.has(path)
                    && Sides.isText(ours.file(path).get())
                    && Sides.isText(base.file(path).get())) {
                Map<String, Long> before = counts(base.file(path));
                Map<String, Long> mine = counts(ours.file(path));
                Map<String, Long> templates = counts(theirs.file(path));
                Map<String, Long> after = counts(result.file(path));
                before.forEach((line, count) -> {
                    long left = mine.getOrDefault(line, 0L);
                    if (left < count) {
                        long most = left + Math.max(0, templates.getOrDefault(line, 0L) - count);
                        assertThat(after.getOrDefault(line, 0L))
                                .as(path + ": " + line)
                                .isLessThanOrEqualTo(most);
                    }
                });
            }
        }
    }

    private static Map<String, Long> counts(Optional<TreeFile> file) {
        return file.filter(Sides::isText)
                .map(text -> text.content().text())
                .orElse("")
                .lines()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 40);
        return Combinators.combine(Arbitraries.of(Edit.Kind.class), any, any)
                .as(Edit::new)
                .list()
                .ofMaxSize(8);
    }
}
