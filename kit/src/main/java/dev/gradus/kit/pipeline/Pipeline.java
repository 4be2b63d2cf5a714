package dev.gradus.kit.pipeline;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.train.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs what changed of {@code dvc.yaml} in the current folder.
 *
 * <pre>{@code
 * java … dev.gradus.kit.pipeline.Pipeline              # everything that changed
 * java … dev.gradus.kit.pipeline.Pipeline train        # up to the stage train
 * java … dev.gradus.kit.pipeline.Pipeline --dry        # what would run, and why
 * java … dev.gradus.kit.pipeline.Pipeline --force      # everything again
 * }</pre>
 *
 * Exit codes: 0 done, 2 a mistake in {@code dvc.yaml} or the arguments, 4 something outside failed; that of a stage which failed.
 */
public final class Pipeline {

    private static final Set<String> OPTIONS = Set.of("--dry", "--force");

    private Pipeline() {}

    public static void main(String[] args) {
        int exitCode = run(Path.of(""), JavaArguments.own(), args, System.out, System.err);
        System.out.flush();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(Path project, List<String> java, String[] args, PrintStream out, PrintStream err) {
        try {
            List<String> options =
                    Stream.of(args).filter(arg -> arg.startsWith("-")).toList();
            List<String> targets =
                    Stream.of(args).filter(arg -> !arg.startsWith("-")).toList();
            refuseUnknown(options);
            JavaArguments.write(project, java);
            Runner runner = new Runner(project, out);
            if (options.contains("--dry")) {
                announce(runner, targets, out);
            } else {
                runAlone(project, runner, targets, options.contains("--force"), out);
            }
            return 0;
        } catch (StageFailed e) {
            err.println("pipeline: " + e.getMessage());
            return e.exitCode();
        } catch (BadInput e) {
            err.println("pipeline: " + e.getMessage() + ". Maybe: " + e.remedy() + ".");
            return 2;
        } catch (UncheckedIOException e) {
            err.println("pipeline: " + Command.reason(e) + ".");
            return 4;
        }
    }

    private static void refuseUnknown(List<String> options) {
        options.stream().filter(option -> !OPTIONS.contains(option)).findFirst().ifPresent(option -> {
            throw new BadInput("there is no option " + option, "use --dry or --force, and names of stages");
        });
    }

    private static void announce(Runner runner, List<String> targets, PrintStream out) {
        Map<String, List<String>> changed = runner.changed(targets);
        changed.forEach((stage, reasons) -> out.println(stage + ": changed (" + String.join(", ", reasons) + ")"));
        if (changed.isEmpty()) {
            out.println("Everything is up to date.");
        } else {
            out.println(
                    "A run starts with these and may reach: " + String.join(", ", runner.affected(changed.keySet())));
        }
    }

    private static void runAlone(Path project, Runner runner, List<String> targets, boolean force, PrintStream out) {
        Path file = project.resolve("build").resolve("pipeline.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (held == null) {
                throw new BadInput("another pipeline is running in this project", "wait for its end");
            }
            List<String> ran = runner.run(targets, force);
            out.println(
                    ran.isEmpty()
                            ? "Everything is up to date: nothing was run."
                            : "Ran " + String.join(", ", ran) + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hold " + file, e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
