package dev.gradus.templates.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.tree.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The pack that comes with the program: whatever road an unedited project takes, it ends where a scaffold would begin. */
class TaxiDurationStepsTest {
    private static final Pack PACK = Packs.builtIn().named("taxi-duration");
    private static final Pack NEWER = newer();

    private final Map<String, Render> renders = new HashMap<>();

    @Property(tries = 30)
    void everyRoadUpEndsInTheRenderOfItsLastStage(
            @ForAll("answers") Map<String, Object> answers, @ForAll("roads") List<Stage> road) {
        FileTree tree = render(PACK, road.get(0), answers).tree();
        for (int i = 1; i < road.size(); i++) {
            tree = step(render(PACK, road.get(i - 1), answers), tree, render(PACK, road.get(i), answers));
        }
        Stage last = road.get(road.size() - 1);
        assertThat(tree.id()).isEqualTo(render(PACK, last, answers).tree().id());
    }

    @Property(tries = 20)
    void promotionAndUpdateCommute(@ForAll("answers") Map<String, Object> answers, @ForAll("roads") List<Stage> road) {
        Stage from = road.get(0);
        Stage to = road.get(road.size() - 1);
        Render start = render(PACK, from, answers);
        Render end = render(NEWER, to, answers);
        Render promoted = render(PACK, to, answers);
        Render updated = render(NEWER, from, answers);
        assertThat(step(promoted, step(start, start.tree(), promoted), end).id())
                .isEqualTo(end.tree().id());
        assertThat(step(updated, step(start, start.tree(), updated), end).id())
                .isEqualTo(end.tree().id());
    }

    private static FileTree step(Render base, FileTree ours, Render theirs) {
        return new TreeMerge(base.tree(), ours, theirs.tree())
                .placed(theirs.placements())
                .moving(theirs.pack().manifest().moves())
                .merge()
                .result();
    }

    private Render render(Pack pack, Stage stage, Map<String, Object> answers) {
        return renders.computeIfAbsent(
                pack.version() + stage + answers, key -> new Renderer().render(pack, stage, answers));
    }

    /** Some of the stages, lowest first. */
    @Provide
    Arbitrary<List<Stage>> roads() {
        return Arbitraries.subsetOf(PACK.stages())
                .ofMinSize(1)
                .map(stages -> stages.stream().sorted().toList());
    }

    @Provide
    Arbitrary<Map<String, Object>> answers() {
        return Combinators.combine(
                        Arbitraries.of("rides", "city-rides", "a1"),
                        Arbitraries.of("pre-trip", "post-trip"),
                        Arbitraries.of("data-science", "mobility"))
                .as((name, contract, team) -> new TreeMap<>(Map.of("name", name, "contract", contract, "team", team)));
    }

    /** The same with a line more in every Markdown file and in the pom, and with the first makefile elsewhere. */
    private static Pack newer() {
        Map<String, byte[]> files = new TreeMap<>(PACK.files().files());
        files.replaceAll((path, bytes) -> path.matches(".*[.]md([.]ftl)?") ? with(bytes, "\nNewer.\n") : bytes);
        files.computeIfPresent("adhoc/pom.xml.ftl", (path, bytes) -> with(bytes, "<!-- newer -->\n"));
        String yaml = new String(files.get("pack.yaml"), StandardCharsets.UTF_8)
                .replace("version: " + PACK.version(), "version: 9.0.0")
                .replace("\nmoves: []", "\nmoves: [{stage: adhoc, from: mk/10-core.mk, to: mk/10-base.mk}]");
        files.put("pack.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        files.put("adhoc/mk/10-base.mk", files.remove("adhoc/mk/10-core.mk"));
        return Pack.of("newer", files, true);
    }

    private static byte[] with(byte[] bytes, String more) {
        return (new String(bytes, StandardCharsets.UTF_8) + more).getBytes(StandardCharsets.UTF_8);
    }
}
