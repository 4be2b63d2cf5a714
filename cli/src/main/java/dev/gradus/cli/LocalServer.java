package dev.gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server over a data folder of this machine.
 *
 * @param folder the data folder
 */
record LocalServer(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The process that was started last.
     *
     * @param startedAt milliseconds since 1970, since the number of a process that ended is given to another
     */
    record Running(String url, long pid, long startedAt) {
        static Running of(String url, ProcessHandle process) {
            return new Running(url, process.pid(), started(process));
        }

        /** The process, unless it has ended. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(process -> process.isAlive() && started(process) == startedAt);
        }

        private static long started(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }
    }

    /** What runs. */
    Optional<Running> running() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(record()), Running.class))
                    .filter(running -> running.process().isPresent());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void remember(Running running) throws IOException {
        Path part = folder.resolve("server.json.part");
        Files.write(part, JSON.writeValueAsBytes(running));
        Files.move(part, record(), StandardCopyOption.ATOMIC_MOVE);
    }

    void forget() throws IOException {
        Files.deleteIfExists(record());
    }

    /** Tells the server to stop and waits for its end. */
    void stop(Running running, Duration limit) {
        ProcessHandle process = running.process().orElseThrow();
        if (!process.destroy()) {
            throw CliProblem.outside(
                    "the server, process " + running.pid() + ", can not be stopped",
                    "stop it as the user who started it.",
                    null);
        }
        Wait.until(
                limit,
                () -> !process.isAlive(),
                () -> CliProblem.outside(
                        "the server, process " + running.pid() + ", did not stop within " + limit.toSeconds() + " s",
                        "look into \"" + log() + "\".",
                        null));
    }

    /** Whether a PostgreSQL may have been left here by a server that was killed. */
    boolean mayHaveLeftPostgres() {
        return Files.exists(folder.resolve("postgres/data/postmaster.pid"));
    }

    /** What the server logs. */
    Path log() {
        return folder.resolve("server.log");
    }

    /** What the server's process wrote besides, since its last start. */
    Path output() {
        return folder.resolve("server.out");
    }

    /** The first token, from when the server has made it until it was told. */
    Path firstToken() {
        return folder.resolve("first-token");
    }

    private Path record() {
        return folder.resolve("server.json");
    }
}
