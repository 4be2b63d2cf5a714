package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One start of a server on this machine.
 *
 * @param databaseUrl an external PostgreSQL, in place of the server's own
 * @param foreground whether the server writes to this program's streams
 */
record ServerStart(
        LocalServer server,
        ServerProgram program,
        int port,
        @Nullable String databaseUrl,
        boolean foreground) {
    /** PostgreSQL may have to replay its log after a crash. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /**
     * A server that is ready.
     *
     * @param isNew whether it was started now, and not before
     */
    record Started(LocalServer.Running running, boolean isNew) {}

    /** Starts the server unless it runs, and returns when it is ready. Two that are told so at once start one. */
    @SuppressWarnings("try") // the lock is held, not used
    Started start() {
        try {
            Files.createDirectories(server.folder());
            try (FileChannel file = FileChannel.open(
                            server.folder().resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock one = file.lock()) {
                Optional<LocalServer.Running> before = server.running();
                LocalServer.Running running = before.isPresent() ? before.get() : launch();
                awaitReady(running);
                return new Started(running, before.isEmpty());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private LocalServer.Running launch() throws IOException {
        requireFreePort();
        Process process = builder().start();
        LocalServer.Running running = LocalServer.Running.of("http://127.0.0.1:" + port, process.toHandle());
        server.remember(running);
        return running;
    }

    @SuppressWarnings("try") // bound, not used
    private void requireFreePort() {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return;
        } catch (IOException taken) {
            throw CliProblem.outside(
                    "port " + port + " is in use by another program", "take another one by --port.", taken);
        }
    }

    private ProcessBuilder builder() throws IOException {
        List<String> command = new ArrayList<>(program.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        if (foreground) {
            return builder.inheritIO();
        }
        if (!System.getProperty("os.name").startsWith("Windows")) {
            // A terminal that closes tells all that was started in it to end.
            command.add(0, "nohup");
        }
        return builder.redirectErrorStream(true)
                .redirectOutput(PrivateFile.create(server.output()).toFile());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "GRADUS_DATA", server.folder().toString(),
                "GRADUS_FIRST_TOKEN_FILE", server.firstToken().toString(),
                "QUARKUS_HTTP_PORT", Integer.toString(port)));
        if (databaseUrl != null) {
            environment.put("GRADUS_DB_URL", databaseUrl);
        }
        if (!foreground) {
            environment.put("QUARKUS_LOG_CONSOLE_ENABLED", "false");
            environment.put("QUARKUS_LOG_FILE_ENABLED", "true");
            environment.put("QUARKUS_LOG_FILE_PATH", server.log().toString());
        }
        return environment;
    }

    private void awaitReady(LocalServer.Running running) throws IOException {
        ServerHealth health = new ServerHealth(running.url());
        Wait.until(
                LIMIT,
                () -> running.process().isEmpty() || health.isReady(),
                () -> CliProblem.outside(
                        "the server was not ready within " + LIMIT.toMinutes() + " min",
                        "look into \"" + server.log() + "\".",
                        null));
        if (running.process().isEmpty()) {
            throw foreground
                    ? CliProblem.outside("the server has ended", "read what it wrote above.", null)
                    : ServerFailure.told(server.output());
        }
    }
}
