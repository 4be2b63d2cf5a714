package dev.gradus.maturity.catalogue;

import dev.gradus.maturity.fact.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that the stages demand, and by which rules a stage is held.
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.load(vocabulary);
 * catalogue.controls(Stage.MANAGED).forEach(control -> System.out.println(control.statement()));
 * }</pre>
 *
 * @param version changes with every change of a control
 * @param digest sha256 over every file that was read, with the prefix {@code sha256:}
 * @param grace how long a collector of runtime facts may be silent before what it said last counts as unknown
 * @param recognised what makes a repository an ML project
 * @param capabilities the title of each
 * @param controls in the order of their files
 */
public record Catalogue(
        String version,
        String digest,
        Duration grace,
        WaiverRule waivers,
        Scope recognised,
        Map<Stage, StageRule> stages,
        Map<Capability, String> capabilities,
        List<Control> controls,
        Vocabulary vocabulary) {

    /** The catalogue that Gradus brings. */
    public static Catalogue load(Vocabulary vocabulary) {
        return load(vocabulary, List.of());
    }

    /**
     * The catalogue that Gradus brings, and an organisation's own controls.
     *
     * @param extra folders whose {@code *.yaml} files are read in the order of their names
     */
    public static Catalogue load(Vocabulary vocabulary, List<Path> extra) {
        return CatalogueReader.read(CatalogueFiles.bundled("catalogue").and(extra), vocabulary);
    }

    /** A catalogue of its own: a folder with {@code catalogue.yaml} and the files that it names. */
    public static Catalogue read(Path folder, Vocabulary vocabulary) {
        return CatalogueReader.read(CatalogueFiles.of(folder), vocabulary);
    }

    /** The control of that id; an id that is none is the user's mistake. */
    public Control control(String id) {
        return Words.find(id, "control", controls, Control::id);
    }

    /** The controls of one stage, in their order. */
    public List<Control> controls(Stage stage) {
        return controls.stream().filter(control -> control.stage() == stage).toList();
    }

    /** The rule by which a stage is held. */
    public StageRule rule(Stage stage) {
        StageRule rule = stages.get(stage);
        if (rule == null) {
            throw new IllegalStateException("the catalogue has no rule for the stage " + stage);
        }
        return rule;
    }
}
