package dev.gradus.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A small file system of its own, mounted on a folder while it is open. Where mounting is not allowed the test is skipped.
 *
 * <pre>{@code
 * try (Tmpfs disk = Tmpfs.on(folder, "size=64k")) {
 *     disk.fill();
 * }
 * }</pre>
 */
record Tmpfs(Path folder) implements AutoCloseable {

    static Tmpfs on(Path folder, String options) throws IOException {
        Files.createDirectories(folder);
        String refusal = run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()));
        if (!refusal.isEmpty()) {
            abort("no small disk can be mounted here: " + refusal);
        }
        return new Tmpfs(folder);
    }

    /** Leaves no room. */
    void fill() throws IOException {
        try {
            while (true) {
                Files.write(
                        folder.resolve("filler"), new byte[4096], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left on device")) {
                throw full;
            }
        }
    }

    void closeToWriting() throws IOException {
        String refusal = run(List.of("mount", "-o", "remount,ro", folder.toString()));
        if (!refusal.isEmpty()) {
            throw new IOException(refusal);
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "-l", folder.toString()));
    }

    /** What went wrong; empty when nothing did. */
    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : out;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
