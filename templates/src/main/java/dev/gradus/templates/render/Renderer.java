package dev.gradus.templates.render;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import java.util.Map;

/**
 * Renders packs: the same bytes for the same pack, stage and answers, on any machine.
 *
 * <pre>{@code
 * Render render = new Renderer().render(Packs.builtIn().named("taxi-duration"), Stage.ADHOC, Map.of("name", "rides"));
 * render.tree().id();
 * }</pre>
 */
public final class Renderer {
    /** Recorded in locks; raised whenever the same pack would render to other bytes. */
    public static final String VERSION = "1";

    private final Limits limits;

    public Renderer() {
        this(Limits.STANDARD);
    }

    public Renderer(Limits limits) {
        this.limits = limits;
    }

    /** The tree of the pack at the stage; answers left out take their defaults. */
    public Render render(Pack pack, Stage stage, Map<String, Object> answers) {
        pack.requireStage(stage);
        return pack.builtIn()
                ? new PackRendering(pack).render(stage, answers)
                : new ChildProcess(limits).render(pack, stage, answers);
    }

    /**
     * All answers with the defaults filled in, checked against the pack's schema, for those that were given; for a pack that did
     * not come with the program this is done by {@link #render}, under its limits.
     */
    public Map<String, Object> complete(Pack pack, Map<String, Object> answers) {
        return pack.builtIn()
                ? new PackRendering(pack).complete(answers)
                : render(pack, pack.stages().get(0), answers).answers();
    }
}
