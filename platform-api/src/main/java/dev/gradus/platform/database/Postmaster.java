package dev.gradus.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * PostgreSQL's first process over a data folder, as its {@code postmaster.pid} tells.
 *
 * @param port 0 when it has not said yet
 */
record Postmaster(long pid, int port) {
    static final String FILE = "postmaster.pid";
    private static final Duration END = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(10);

    /** What the file tells, be it true or left over; empty without a file that can be read. */
    static Optional<Postmaster> recorded(Path data) throws IOException {
        try {
            // The process, its folder, its start, its port.
            List<String> lines = Files.readAllLines(data.resolve(FILE));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.get(0).strip()),
                            lines.size() < 4 ? 0 : Integer.parseInt(lines.get(3).strip())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Whether it runs: the process of that number may be another by now, as after the machine started anew. */
    boolean runsOver(Path data) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(command -> command.contains("postgres") && command.contains(data.toString()))
                .isPresent();
    }

    /** Waits until the process is gone, which is a moment after its file is. */
    void awaitEnd(Path data) {
        long limit = System.nanoTime() + END.toNanos();
        while (runsOver(data) && System.nanoTime() < limit) {
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
