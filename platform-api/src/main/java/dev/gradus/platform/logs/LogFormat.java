package dev.gradus.platform.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON lines for machines, text for a person at a terminal. */
public final class LogFormat {
    private static final String KEY = "quarkus.log.console.json.enabled";
    private static final Path STDOUT = Path.of("/proc/self/fd/1");

    private LogFormat() {}

    /** Decides before Quarkus starts, by {@code GRADUS_LOG_FORMAT} ({@code json} or {@code text}) or else by where standard output goes. */
    public static void choose() {
        if (System.getProperty(KEY) == null) {
            boolean json = Optional.ofNullable(System.getenv("GRADUS_LOG_FORMAT"))
                    .map("json"::equals)
                    .orElseGet(() -> !isTerminal());
            System.setProperty(KEY, Boolean.toString(json));
        }
    }

    /** Where the system does not say, somebody is thought to look. */
    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(STDOUT).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException unknown) {
            return true;
        }
    }
}
