package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.maturity.BadInput;
import dev.gradus.maturity.fact.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a whole catalogue from its files. */
final class CatalogueReader {

    private CatalogueReader() {}

    static Catalogue read(CatalogueFiles files, Vocabulary vocabulary) {
        ControlReader reader = new ControlReader(vocabulary);
        Fields rules = new Fields(files.rules(), new Place("catalogue.yaml"));
        Fields waivers = rules.one("waivers");
        rules.texts("files");
        Catalogue catalogue = new Catalogue(
                rules.text("version"),
                files.digest(),
                rules.parsed("grace", Durations::positive, Durations.REMEDY),
                new WaiverRule(
                        waivers.parsed("longest", Durations::positive, Durations.REMEDY), waivers.count("perStage")),
                reader.scope(rules.one("recognised")),
                stages(rules.one("stages")),
                capabilities(rules.one("capabilities")),
                controls(files.controls(), reader),
                vocabulary);
        waivers.done();
        rules.done();
        return catalogue;
    }

    private static Map<Stage, StageRule> stages(Fields fields) {
        Map<Stage, StageRule> stages = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Fields rule = fields.one(stage.word());
            stages.put(
                    stage,
                    new StageRule(
                            rule.parsed("quorum", text -> quorum(text), "Maybe: use a share such as 1/2."),
                            rule.parsed("demands", Strength::of, "Maybe: use E3 or E4.")));
            rule.done();
        }
        fields.done();
        return Collections.unmodifiableMap(stages);
    }

    private static Quorum quorum(String text) {
        return Quorum.parse(text)
                .orElseThrow(() -> new BadInput(
                        "the quorum \"%s\" is no share".formatted(text), "Maybe: use 0, 1 or a fraction such as 2/3."));
    }

    private static Map<Capability, String> capabilities(Fields fields) {
        Map<Capability, String> capabilities = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            capabilities.put(capability, fields.text(capability.word()));
        }
        fields.done();
        return Collections.unmodifiableMap(capabilities);
    }

    private static List<Control> controls(Map<String, JsonNode> files, ControlReader reader) {
        List<Control> controls = new ArrayList<>();
        Map<String, String> homes = new HashMap<>();
        files.forEach((file, root) -> {
            for (Control control : reader.readFile(root, new Place(file))) {
                String other = homes.putIfAbsent(control.id(), file);
                if (other != null) {
                    throw new BadInput(
                            "%s: control %s stands already in %s".formatted(file, control.id(), other),
                            "Maybe: give it another id.");
                }
                controls.add(control);
            }
        });
        return List.copyOf(controls);
    }
}
