package dev.gradus.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Folders and a port of their own for a server on this machine, with nothing left running when the test ends.
 *
 * @param folder for the server's data, which PostgreSQL's user can reach when root runs the tests
 */
record Box(Path folder, int port) implements AutoCloseable {
    static Box empty() throws IOException {
        Path folder = Files.createTempDirectory("gradus-box").toRealPath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Box(folder, socket.getLocalPort());
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Map<String, String> environment() {
        return Map.of(
                "GRADUS_STATE",
                folder.resolve("state").toString(),
                "GRADUS_DATA",
                data().toString(),
                "GRADUS_PORT",
                Integer.toString(port));
    }

    Program.Result run(String... args) throws IOException, InterruptedException {
        return Program.in(folder).with(environment()).run(args);
    }

    /** The processes of the server and of its PostgreSQL. */
    List<ProcessHandle> processes() throws IOException {
        String data = data().toString();
        List<Long> server = new LocalServer(data())
                .running().stream().map(LocalServer.Running::pid).toList();
        return ProcessHandle.allProcesses()
                .filter(process -> server.contains(process.pid())
                        || process.info().commandLine().orElse("").contains(data))
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            Program.Result down = run("down");
            if (down.exitCode() != ExitCode.DONE) {
                processes().forEach(ProcessHandle::destroyForcibly);
                throw new AssertionError(down.err());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server stopped", interrupted);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
