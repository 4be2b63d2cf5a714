package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Stops the control plane on this machine. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop the control plane on this machine and its PostgreSQL; what is stored stays.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus down", "  gradus down --json"})
final class DownCommand implements Runnable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /**
     * What was stopped, as JSON has it.
     *
     * @param stopped whether anything ran
     */
    record Down(boolean stopped) {}

    @Override
    public void run() {
        boolean stopped = stop(new LocalServer(options.folder()));
        Console console = gradus.console();
        if (json) {
            console.json(new Down(stopped));
        } else {
            console.answer(stopped ? "Gradus has stopped." : "Nothing was running over \"" + options.folder() + "\".");
        }
    }

    /** Also what a server that was killed left running. */
    private static boolean stop(LocalServer server) {
        try {
            Optional<LocalServer.Running> running = server.running();
            running.ifPresent(it -> server.stop(it, LIMIT));
            boolean leftOver = server.mayHaveLeftPostgres();
            if (leftOver) {
                new ServerTask(server, null).run("stop-database");
            }
            server.forget();
            return running.isPresent() || leftOver;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
