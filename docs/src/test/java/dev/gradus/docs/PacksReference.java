package dev.gradus.docs;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.pack.Question;
import dev.gradus.templates.render.Placement;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import java.util.Map;

/** The page of the packs: what each asks, and which files each stage adds. */
final class PacksReference {
    private PacksReference() {}

    static String page() {
        StringBuilder page = new StringBuilder("""
                # Packs

                Generated from the packs that come with the program. A file belongs to the stage that adds it; files marked *yours* are yours
                after creation, and no later version of the pack edits them.
                """);
        Packs.builtIn().newest().forEach(pack -> append(page, pack));
        return page.toString();
    }

    private static void append(StringBuilder page, Pack pack) {
        page.append("\n## ")
                .append(pack.name())
                .append(' ')
                .append(pack.version())
                .append("\n\n");
        page.append(pack.manifest().description().strip())
                .append("\n\n| Answer | Asks for | Default |\n|---|---|---|\n");
        for (Question question : pack.questions()) {
            String choices = question.choices().isEmpty() ? "" : ": " + String.join(" or ", question.choices());
            page.append("| `")
                    .append(question.name())
                    .append("` | ")
                    .append(question.title())
                    .append(choices);
            page.append(". ").append(question.description()).append(" | ");
            page.append(question.fallback().map(value -> "`" + value + "`").orElse("required"))
                    .append(" |\n");
        }
        for (Stage stage : pack.stages()) {
            Render render = new Renderer().render(pack, stage, Map.of("name", "rides"));
            page.append("\n### ").append(stage.key()).append("\n\n");
            render.placements().forEach((path, placement) -> append(page, stage, path, placement));
        }
    }

    private static void append(StringBuilder page, Stage stage, String path, Placement placement) {
        if (placement.layer() == stage) {
            String owner = placement.strategy().key().equals("user") ? " *yours*" : "";
            page.append("- `").append(path).append('`').append(owner).append('\n');
        }
    }
}
