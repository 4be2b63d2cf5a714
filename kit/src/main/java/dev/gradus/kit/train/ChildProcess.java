package dev.gradus.kit.train;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that this one starts, and that ends with it: when this one is told to end, as by Ctrl-C or by a job that is cancelled,
 * the other and all that it started are told so too, and are waited for.
 *
 * <pre>{@code
 * int exitCode = ChildProcess.run(new ProcessBuilder("./deploy.sh").inheritIO());
 * }</pre>
 */
public final class ChildProcess {

    /** What a process leaves behind that ended by Ctrl-C: 128 and the number of the signal. */
    public static final int INTERRUPTED = 130;

    private static final int GRACE_SECONDS = 5;

    private final Thread onExit = new Thread(this::stop, "end of a child process");
    private @Nullable Process process;
    private boolean ended;

    private ChildProcess() {}

    /** Starts it and waits for its end; its exit code. Doesn't return when this program was told to end meanwhile. */
    public static int run(ProcessBuilder builder) throws IOException {
        ChildProcess child = new ChildProcess();
        try {
            // Before the start, so that no moment is left in which the child would be forgotten.
            Runtime.getRuntime().addShutdownHook(child.onExit);
            int exitCode = child.start(builder).waitFor();
            Runtime.getRuntime().removeShutdownHook(child.onExit);
            return exitCode;
        } catch (InterruptedException e) {
            child.stop();
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } catch (IllegalStateException ending) {
            // This program is ending, and whoever called has nothing more to say: exiting once more waits for that end.
            System.exit(INTERRUPTED);
            return INTERRUPTED;
        }
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ended) {
            throw new IllegalStateException("the program is ending");
        }
        process = builder.start();
        return process;
    }

    private synchronized void stop() {
        ended = true;
        if (process != null) {
            // From the top down, so that no shell is left to tell of the end of what it started.
            List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroy);
            all.forEach(ChildProcess::awaitEnd);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
