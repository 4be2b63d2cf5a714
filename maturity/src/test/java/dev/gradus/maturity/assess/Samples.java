package dev.gradus.maturity.assess;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import dev.gradus.maturity.fact.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small world of facts, and catalogues over it. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    public static final FactType MODEL =
            FactType.of("model.file", Evidence.TREE, "A model.", Map.of("format", ValueType.STRING));
    public static final FactType DEPENDENCY = FactType.of(
            "dependency",
            Evidence.TREE,
            "A dependency.",
            Map.of("name", ValueType.STRING, "pinned", ValueType.BOOLEAN));
    public static final FactType TRAIT =
            FactType.of("trait", Evidence.TREE, "A property of the tree.", Map.of("name", ValueType.STRING));
    public static final FactType CHANGE =
            FactType.of("change", Evidence.HISTORY, "A commit.", Map.of("lines", ValueType.INTEGER));
    public static final FactType RUN = FactType.of(
            "run",
            Evidence.RUNTIME,
            "A run.",
            Map.of("name", ValueType.STRING, "good", ValueType.BOOLEAN, "score", ValueType.DECIMAL));
    public static final FactType DRILL =
            FactType.of("drill", Evidence.RUNTIME, "A challenge.", Map.of("refused", ValueType.BOOLEAN));

    public static final Vocabulary VOCABULARY = Vocabulary.of(Map.of(
            "tree", List.of(MODEL, DEPENDENCY, TRAIT),
            "history", List.of(CHANGE),
            "runs", List.of(RUN),
            "drills", List.of(DRILL)));

    public static final String RULES = """
            version: 0.9.0
            files: [controls.yaml]
            grace: PT24H
            waivers: {longest: P90D, perStage: 2}
            recognised: {select: [model.file], when: size(model.file) > 0}
            stages:
              adhoc: {quorum: "0", demands: E3}
              managed: {quorum: 1/2, demands: E3}
              automated: {quorum: 1/2, demands: E4}
              orchestrated: {quorum: 2/3, demands: E4}
              governed: {quorum: "1", demands: E4}
            capabilities: {versioning: V, data: D, training: T, testing: C, serving: S, monitoring: M, governance: G}
            """;

    private Samples() {}

    /** A catalogue of these controls of the stage managed. */
    public static Catalogue catalogue(String... controls) {
        return staged(Map.of(Stage.MANAGED, List.of(controls)));
    }

    /** A catalogue of these controls of these stages. */
    public static Catalogue staged(Map<Stage, List<String>> controls) {
        Map<String, String> files = new TreeMap<>();
        controls.forEach((stage, texts) ->
                files.put(stage.word() + ".yaml", "stage: %s%ncontrols:%n%s".formatted(stage, String.join("", texts))));
        files.put(
                "catalogue.yaml",
                RULES.replace("[controls.yaml]", List.copyOf(files.keySet()).toString()));
        return catalogueOf(files);
    }

    public static Catalogue catalogueOf(Map<String, String> files) {
        try {
            Path folder = Files.createTempDirectory("catalogue");
            try {
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue(), UTF_8);
                }
                return Catalogue.read(folder, VOCABULARY);
            } finally {
                for (String file : files.keySet()) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A control with the usual texts. */
    public static String control(String id, String header, String... checks) {
        return """
              - id: %s
                capability: versioning
                statement: It is so.
                why: It helps.
                remedy: Make it so.
                effort: minutes
                references: [Somebody]
                definition: [M1]
            %s    checks:
            %s""".formatted(id, header.isEmpty() ? "" : header.indent(4), String.join("", checks));
    }

    /** A control that holds where the tree has the trait of its name. */
    public static String traitControl(String id, String header) {
        return control(id, header, traitCheck(id));
    }

    public static String traitCheck(String trait) {
        return check("tree", "E2", "trait", "trait.exists(t, t.name == '%s')".formatted(trait));
    }

    /** A control that holds by its trait, and certified while a good run of its name is within ten days. */
    public static String runControl(String id, String header) {
        return control(id, header + (header.isEmpty() ? "" : "\n") + "window: P10D", traitCheck(id), runCheck(id));
    }

    public static String runCheck(String run) {
        return check("runtime", "E3", "run", "run.exists(r, r.name == '%s' && r.good)".formatted(run));
    }

    public static String check(String evidence, String strength, String select, String pass) {
        return check(evidence, strength, select, pass, "");
    }

    public static String check(String evidence, String strength, String select, String pass, String rest) {
        return """
                  - evidence: %s
                    strength: %s
                    select: [%s]
                    pass: "%s"
            %s""".formatted(evidence, strength, select, pass, rest.isEmpty() ? "" : rest.indent(8));
    }

    public static Fact model() {
        return Fact.of(MODEL, "rides", Map.of("format", "zip"), NOW, "tree", Location.of("model.zip"));
    }

    public static Fact dependency(String name, boolean pinned, int line) {
        return Fact.of(
                DEPENDENCY, "rides", Map.of("name", name, "pinned", pinned), NOW, "tree", Location.of("pom.xml", line));
    }

    public static Fact trait(String name) {
        return Fact.of(TRAIT, "rides", Map.of("name", name), NOW, "tree", Location.of("traits/" + name));
    }

    public static Fact change(long lines) {
        return Fact.of(CHANGE, "rides", Map.of("lines", lines), NOW, "history", null);
    }

    public static Fact run(String name, boolean good, Duration ago) {
        return Fact.of(RUN, "rides", Map.of("name", name, "good", good, "score", 5.25), NOW.minus(ago), "runs", null);
    }

    public static Fact drill(boolean refused, Duration ago) {
        return Fact.of(DRILL, "rides", Map.of("refused", refused), NOW.minus(ago), "drills", null);
    }

    /** What was observed now by every collector of these. */
    public static Observation observed(List<String> collectors, List<Fact> facts) {
        TreeMap<String, Instant> reports = new TreeMap<>();
        collectors.forEach(collector -> reports.put(collector, NOW));
        return new Observation("rides", null, new Subject("c0", "t0", false), NOW, facts, reports);
    }

    /** What the tree alone shows. */
    public static Observation tree(Fact... facts) {
        return observed(List.of("tree"), List.of(facts));
    }

    /** What tree, history and runs show. */
    public static Observation all(Fact... facts) {
        return observed(List.of("tree", "history", "runs"), List.of(facts));
    }
}
