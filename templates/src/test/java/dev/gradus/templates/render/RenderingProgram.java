package dev.gradus.templates.render;

import dev.gradus.templates.Stage;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.lock.LockFile;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A program that prints the locks of all stages of the pack that comes with Gradus, digests and tree ids among them. */
final class RenderingProgram {
    private RenderingProgram() {}

    public static void main(String[] arguments) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(locks());
    }

    static String locks() {
        Pack pack = Packs.builtIn().named("taxi-duration");
        StringBuilder locks = new StringBuilder();
        for (Stage stage : pack.stages()) {
            locks.append(LockFile.write(Lock.of(new Renderer().render(pack, stage, Map.of("name", "rides")))));
        }
        return locks.toString();
    }
}
