package dev.gradus.platform.database;

import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data folder of PostgreSQL and the process over it.
 *
 * @param folder holds the data folder, the logs and the port of the last time
 */
record Cluster(Path folder, Programs programs) {
    private static final Duration CREATE = Duration.ofMinutes(2);
    /** After a crash PostgreSQL replays its log before it answers. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofMinutes(2);
    private static final int ATTEMPTS = 5;
    /** Loopback only, every commit on disk before it is acknowledged, and a week of logs. */
    private static final String SETTINGS = String.join(
            " ",
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=",
            "-c fsync=on",
            "-c synchronous_commit=on",
            "-c full_page_writes=on",
            "-c password_encryption=scram-sha-256",
            "-c logging_collector=on",
            "-c log_directory=../log",
            "-c log_filename=%a.log",
            "-c log_truncate_on_rotation=on",
            "-c log_rotation_age=1d",
            "-c log_rotation_size=0");

    Path data() {
        return folder.resolve("data");
    }

    /** Makes the data folder; what an interruption left half made is made anew. */
    void create(String user, Path password) throws IOException {
        Path part = folder.resolve("data.part");
        Folders.delete(part);
        programs.run(
                        CREATE,
                        "initdb",
                        List.of(
                                "--pgdata=" + part,
                                "--username=" + user,
                                "--auth=scram-sha-256",
                                "--pwfile=" + password,
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-instructions"))
                .orHalt();
        Folders.finish(part, data());
    }

    /** A data folder of another major version is left as it is. */
    void requireSameMajor() throws IOException {
        String made = version();
        if (!made.equals(Integer.toString(Programs.major()))) {
            throw new Halt(
                    "the data in \"" + data() + "\" are of PostgreSQL \"" + made + "\", and this Gradus brings "
                            + Programs.major(),
                    "make a \"gradus backup FILE\" with the Gradus that wrote them, and \"gradus restore FILE\""
                            + " with this one into another data folder.");
        }
    }

    private String version() throws IOException {
        try {
            return Files.readString(data().resolve("PG_VERSION")).strip();
        } catch (NoSuchFileException foreign) {
            return "unknown version";
        }
    }

    /** The process over the folder, if there is one; what a process left that is no more is cleared away. */
    Optional<Postmaster> running() throws IOException {
        Optional<Postmaster> running = Postmaster.recorded(data()).filter(postmaster -> postmaster.runsOver(data()));
        if (running.isEmpty()) {
            Files.deleteIfExists(data().resolve(Postmaster.FILE));
        }
        return running;
    }

    /** Starts PostgreSQL; the port it listens at, which is that of the last time unless somebody else has it. */
    int start() throws IOException {
        int port = lastPort().filter(Ports::isFree).orElseGet(Ports::anyFree);
        for (int attempt = 1; ; attempt++) {
            Execution start = control(
                    START, "start", "--log=" + folder.resolve("start.log"), "--options=-p " + port + " " + SETTINGS);
            if (start.succeeded()) {
                Files.writeString(folder.resolve("port"), Integer.toString(port));
                return port;
            }
            // Between the look and the start another program may have taken the port.
            if (Ports.isFree(port) || attempt == ATTEMPTS) {
                throw new Halt(
                        "PostgreSQL did not start over \"" + data() + "\": " + new PostgresLog(folder).lastError(),
                        "read the newest file in \"" + folder.resolve("log") + "\".");
            }
            port = Ports.anyFree();
        }
    }

    /** Stops it with what is open rolled back; one that does not end in time is cut off, which costs a replay at the next start. */
    void stop() throws IOException {
        Optional<Postmaster> running = running();
        if (running.isEmpty()) {
            return;
        }
        if (!control(STOP, "stop", "--mode=fast").succeeded() && running().isPresent()) {
            control(STOP, "stop", "--mode=immediate").orHalt();
        }
        running.get().awaitEnd(data());
    }

    private Execution control(Duration limit, String action, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(action, "--pgdata=" + data(), "--wait", "--timeout=" + limit.toSeconds(), "--silent"));
        arguments.addAll(List.of(options));
        return programs.run(limit.plusSeconds(10), "pg_ctl", arguments);
    }

    private Optional<Integer> lastPort() throws IOException {
        try {
            return Optional.of(
                    Integer.parseInt(Files.readString(folder.resolve("port")).strip()));
        } catch (NoSuchFileException first) {
            return Optional.empty();
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
