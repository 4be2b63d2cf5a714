package dev.gradus.templates.render;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Renders a pack that did not come with the program in a process that can be ended: template loops heed no interrupt. */
final class ChildProcess {
    private final Limits limits;

    ChildProcess(Limits limits) {
        this.limits = limits;
    }

    Render render(Pack pack, Stage stage, Map<String, Object> answers) {
        try {
            Process process = start();
            AtomicBoolean late = new AtomicBoolean();
            Executor timer = CompletableFuture.delayedExecutor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<Void> watch = CompletableFuture.runAsync(
                    () -> {
                        late.set(true);
                        process.destroyForcibly();
                    },
                    timer);
            try {
                return exchange(process, pack, stage, answers, late);
            } finally {
                watch.cancel(false);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Render exchange(Process process, Pack pack, Stage stage, Map<String, Object> answers, AtomicBoolean late) {
        try {
            Wire.send(new Wire.Request(pack, stage, answers), process.getOutputStream());
            return Wire.receive(process.getInputStream(), pack, limits.outputBytes());
        } catch (IOException e) {
            throw refused(pack, late.get());
        }
    }

    private BadInput refused(Pack pack, boolean late) {
        String limit = late
                ? limits.time().toSeconds() + " s"
                : limits.heapMegabytes() + " MB of memory or " + (limits.outputBytes() >> 20) + " MB of output";
        return new BadInput(
                "the pack \"" + pack.name() + "\" did not render within " + limit,
                "look for a loop without end in its templates");
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMegabytes() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName()));
        // Nothing of this machine reaches the child but where it runs.
        builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot") && !name.equals("PATH"));
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
