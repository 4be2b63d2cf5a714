package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a control plane of a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Make a new database of a backup: in a data folder that has none, or in an empty external one.",
            "Nothing is overwritten; a file that is not a whole backup changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus restore gradus-backup.zip --data-dir restored"})
final class RestoreCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "FILE", description = "A file that \"gradus backup\" wrote.")
    private Path file = Path.of("");

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** Where it was restored to, as JSON has it. */
    record Restored(String dataDir) {}

    @Override
    public void run() {
        if (!Files.isRegularFile(file)) {
            throw CliProblem.mistake("there is no file \"" + file + "\"", "name one that \"gradus backup\" wrote.");
        }
        LocalServer server = new LocalServer(options.folder());
        server.running().ifPresent(running -> {
            throw CliProblem.mistake(
                    "a server runs over \"" + server.folder() + "\" at " + running.url(),
                    "restore into another folder by --data-dir, or run \"gradus down\" and move this one away.");
        });
        restore(server);
        Console console = gradus.console();
        if (json) {
            console.json(new Restored(server.folder().toString()));
        } else {
            console.answer("Restored into \"" + server.folder() + "\".");
            console.remark("Next: gradus up --data-dir " + server.folder());
        }
    }

    private void restore(LocalServer server) {
        try {
            Files.createDirectories(server.folder());
            ServerTask task = new ServerTask(server, database.url());
            task.run("restore", file.toAbsolutePath().normalize().toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
