package dev.gradus.platform.robust;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file system with little room, mounted on a folder while it is open. Where mounting is not allowed the test is skipped. */
record SmallDisk(Path folder) implements AutoCloseable {
    static SmallDisk on(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        String refusal =
                run(List.of("mount", "-t", "tmpfs", "-o", "mode=755,size=" + size, "tmpfs", folder.toString()));
        if (!refusal.isEmpty()) {
            abort("no small disk can be mounted here: " + refusal);
        }
        return new SmallDisk(folder);
    }

    /** Leaves no room. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try {
            while (true) {
                Files.write(filler(), block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left on device")) {
                throw full;
            }
        }
    }

    /** Gives the room back. */
    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
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
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
