package dev.gradus.templates.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Steps of an unedited project end where a scaffold at that place would. */
class PromotionPropertiesTest {
    private static final Pack OLD = TestPacks.small();
    private static final Pack NEW = newer();

    @Property(tries = 40)
    void promotionIsTheRenderOfTheNextStage(@ForAll("answers") Map<String, Object> answers, @ForAll Stage to) {
        FileTree tree = render(OLD, Stage.ADHOC, answers).tree();
        Render at = render(OLD, Stage.ADHOC, answers);
        for (Stage stage : Stage.values()) {
            if (!stage.isAbove(to)) {
                Render next = render(OLD, stage, answers);
                tree = step(at, tree, next);
                at = next;
            }
        }
        assertThat(tree.id()).isEqualTo(render(OLD, to, answers).tree().id());
    }

    @Property(tries = 40)
    void promotionAndUpdateCommute(@ForAll("answers") Map<String, Object> answers, @ForAll Stage to) {
        Render start = render(OLD, Stage.ADHOC, answers);
        Render end = render(NEW, to, answers);
        FileTree promoted = step(start, start.tree(), render(OLD, to, answers));
        FileTree thenUpdated = step(render(OLD, to, answers), promoted, end);
        FileTree updated = step(start, start.tree(), render(NEW, Stage.ADHOC, answers));
        FileTree thenPromoted = step(render(NEW, Stage.ADHOC, answers), updated, end);
        assertThat(thenUpdated.id()).isEqualTo(end.tree().id());
        assertThat(thenPromoted.id()).isEqualTo(end.tree().id());
    }

    private static FileTree step(Render base, FileTree ours, Render theirs) {
        return new TreeMerge(base.tree(), ours, theirs.tree())
                .placed(theirs.placements())
                .moving(theirs.pack().manifest().moves())
                .merge()
                .result();
    }

    private static Render render(Pack pack, Stage stage, Map<String, Object> answers) {
        return new Renderer().render(pack, stage, answers);
    }

    @Provide
    Arbitrary<Map<String, Object>> answers() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(4)
                                .ofMaxLength(12),
                        Arbitraries.of("pre-trip", "post-trip"),
                        Arbitraries.integers())
                .as((name, contract, seed) -> {
                    Map<String, Object> answers = new LinkedHashMap<>();
                    answers.put("name", "x" + name);
                    answers.put("contract", contract);
                    answers.put("seed", seed);
                    return answers;
                });
    }

    /** One file says more, one lies elsewhere, one comes and one goes. */
    private static Pack newer() {
        Map<String, byte[]> files = TestPacks.files();
        files.put("pack.yaml", TestPacks.bytes(TestPacks.YAML.replace("version: 1.0.0", "version: 1.1.0") + """
                        moves: [{stage: adhoc, from: mk/10-core.mk, to: mk/10-base.mk}]
                        removes: [{stage: automated, path: run.cmd}]
                        """));
        files.put("adhoc/Makefile", TestPacks.bytes("# newer\ninclude mk/*.mk\n"));
        files.put("adhoc/mk/10-base.mk", files.remove("adhoc/mk/10-core.mk"));
        files.put("managed/docs/new.md", TestPacks.bytes("new\n"));
        return Pack.of("small", files, true);
    }
}
