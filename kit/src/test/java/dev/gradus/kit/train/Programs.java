package dev.gradus.kit.train;

import dev.gradus.kit.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Programs that are told to end in the middle of their work: each says so by a {@code !} once it is there. */
final class Programs {

    private Programs() {}

    /** Starts shells in shells, which would run for minutes. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws IOException {
            ChildProcess.run(
                    new ProcessBuilder("/bin/sh", "-c", "(sleep 301 & sleep 302) & echo '!'; sleep 303").inheritIO());
            System.out.print("came back");
        }
    }

    /** Writes half of a file. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            AtomicFile.write(Path.of(args[0]), out -> {
                out.write(new byte[100_000]);
                System.out.print('!');
                System.out.flush();
                standStill();
            });
        }

        private static void standStill() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static Process start(Class<?> program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }
}
