package dev.gradus.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Starts the control plane on this machine. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start the control plane on this machine, with a PostgreSQL of its own, and return when it is ready.",
            "The first start prints the administrator's token, once; it is kept for the other verbs."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus up", "  gradus up --json"})
final class UpCommand implements Callable<Integer> {
    private static final Duration STOP = Duration.ofMinutes(3);

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private PortOption port = new PortOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--foreground", description = "Stay, show the server's log, and stop the server on Ctrl-C.")
    private boolean foreground;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /**
     * A server that is ready, as JSON has it.
     *
     * @param adminToken the first time only
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ready(String url, long pid, @Nullable String adminToken) {}

    @Override
    public Integer call() {
        LocalServer server = new LocalServer(options.folder());
        ServerStart start = new ServerStart(server, ServerProgram.find(), port.port(), database.url(), foreground);
        ServerStart.Started started = start.start();
        requireSamePort(started.running());
        tell(started, firstToken(server, started.running().url()));
        return foreground && started.isNew() ? await(server, started.running()) : ExitCode.DONE;
    }

    private void requireSamePort(LocalServer.Running running) {
        if (port.excludes(running.url())) {
            throw CliProblem.mistake(
                    "the server of this data folder runs at " + running.url() + " already",
                    "run \"gradus down\" first, or take another folder by --data-dir.");
        }
    }

    /** The token that the server left for us, kept where the other verbs find it. */
    private static Optional<String> firstToken(LocalServer server, String url) {
        try {
            if (!Files.exists(server.firstToken())) {
                return Optional.empty();
            }
            String token = Files.readString(server.firstToken()).strip();
            Credentials.ofUser().put(url, token);
            Files.delete(server.firstToken());
            return Optional.of(token);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void tell(ServerStart.Started started, Optional<String> token) {
        Console console = gradus.console();
        LocalServer.Running running = started.running();
        if (json) {
            console.json(new Ready(running.url(), running.pid(), token.orElse(null)));
            return;
        }
        console.answer((started.isNew() ? "Gradus is ready at " : "Gradus already runs at ")
                + console.paint().bold(running.url()) + " (process " + running.pid() + ").");
        token.ifPresent(secret -> {
            console.answer("The administrator's token, shown this once: " + secret);
            console.remark(
                    "It is kept for the other verbs in " + Credentials.ofUser().file() + ".");
        });
        console.remark("Next: export MLFLOW_TRACKING_URI=" + running.url() + "; \"gradus down\" stops it.");
    }

    /** Stays until the server ends; when this program is told to end, the server is so too, and is waited for. */
    private static int await(LocalServer server, LocalServer.Running running) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, running), "end of the server"));
        running.process().ifPresent(process -> process.onExit().join());
        return ExitCode.DONE;
    }

    private static void stop(LocalServer server, LocalServer.Running running) {
        if (running.process().isPresent()) {
            server.stop(running, STOP);
        }
    }
}
