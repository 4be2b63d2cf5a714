package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the control plane needs on this machine, looked at without changing anything.
 *
 * @param databaseUrl of an external PostgreSQL
 * @param port where the server listens, or would
 */
record Checkup(LocalServer server, @Nullable String databaseUrl, int port) {
    private static final int OLDEST_JAVA = 17;
    private static final long MEBIBYTE = 1 << 20;
    /** PostgreSQL's programs, an empty database and its log take some 200; below this little else would fit. */
    private static final long LEAST_MEBIBYTES = 512;

    List<Check> all() {
        return List.of(java(), git(), folder(), disk(), database(), listens(), health(), version());
    }

    private static Check java() {
        String found = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() < OLDEST_JAVA
                ? Check.failed("java", found, "install a JDK, " + OLDEST_JAVA + " or later, or set JAVA_HOME.")
                : Check.ok("java", found);
    }

    private static Check git() {
        try {
            Process git = new ProcessBuilder("git", "--version").start();
            return Check.ok("git", new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException missing) {
            return Check.warning("git", "there is no program \"git\"", "install it: projects are git repositories.");
        }
    }

    private Check folder() {
        Path there = existing(server.folder());
        String found = "\"" + server.folder() + "\"" + (Files.exists(server.folder()) ? "" : ", which is not made yet");
        return Files.isDirectory(there) && Files.isWritable(there)
                ? Check.ok("data", found)
                : Check.failed("data", found + ", is not yours to write to", "take another folder by --data-dir.");
    }

    private Check disk() {
        try {
            long free = Files.getFileStore(existing(server.folder())).getUsableSpace() / MEBIBYTE;
            return free < LEAST_MEBIBYTES
                    ? Check.failed("disk", free + " MiB are free", "make room, or take another folder by --data-dir.")
                    : Check.ok("disk", free + " MiB are free");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path existing(Path folder) {
        Path there = folder;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    /** The server's program knows what it needs. */
    private Check database() {
        try {
            new ServerTask(server, databaseUrl).run("check-database");
            return Check.ok("database", databaseUrl == null ? "a PostgreSQL of the server's own" : "the external one");
        } catch (CliProblem problem) {
            return Check.failed("database", String.valueOf(problem.getMessage()), problem.remedy());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("try") // bound, not used
    private Check listens() {
        Optional<LocalServer.Running> running = server.running();
        if (running.isPresent()) {
            return Check.ok("port", "the server listens at " + running.get().url());
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Check.ok("port", port + " is free");
        } catch (IOException taken) {
            return Check.failed("port", port + " is in use by another program", "take another one by --port.");
        }
    }

    private Check health() {
        return server.running()
                .map(running -> new ServerHealth(running.url()).isReady()
                        ? Check.ok("server", "process " + running.pid() + " is ready")
                        : Check.failed(
                                "server",
                                "process " + running.pid() + " runs and is not ready",
                                "look into \"" + server.log() + "\"."))
                .orElseGet(() -> Check.ok("server", "none runs"));
    }

    /** A server that was started before this program was updated is still the old one. */
    private Check version() {
        Optional<String> other = server.running()
                .flatMap(running -> new ServerHealth(running.url()).version())
                .filter(version -> !version.equals(Version.current()));
        return other.isEmpty()
                ? Check.ok("version", Version.current())
                : Check.warning(
                        "version",
                        "this program is " + Version.current() + ", the server " + other.get(),
                        "run \"gradus down\" and \"gradus up\".");
    }
}
