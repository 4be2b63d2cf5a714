package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes a backup of the running control plane. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Write everything that the running control plane holds into one file, as it is at one instant.",
            "Others go on working meanwhile. The file holds the hashes of all tokens: keep it as you keep the server."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus backup gradus-backup.zip"})
final class BackupCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "FILE", description = "The file to write; one that is there is not written over.")
    private Path file = Path.of("");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server. Default: GRADUS_URL, else the one that \"gradus up\" started on this machine.")
    private @Nullable String server;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** What was written, as JSON has it. */
    record Written(String path, long bytes, String sha256) {}

    @Override
    public void run() {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw CliProblem.mistake("\"" + file + "\" exists already", "name another file.");
        }
        String url = url();
        String token = Optional.ofNullable(System.getenv("GRADUS_TOKEN"))
                .or(() -> Credentials.ofUser().token(url))
                .orElseThrow(() -> CliProblem.mistake(
                        "no token for " + url + " is known to \""
                                + Credentials.ofUser().file() + "\"",
                        "log in there as an administrator."));
        Written written = download(new BackupDownload(url, token), target);
        Console console = gradus.console();
        if (json) {
            console.json(written);
        } else {
            console.answer("%s: %d bytes, sha256:%s".formatted(file, written.bytes(), written.sha256()));
        }
    }

    private static Written download(BackupDownload download, Path target) {
        try {
            String sha256 = download.to(target);
            return new Written(target.toString(), Files.size(target), sha256);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String url() {
        String named = server == null ? System.getenv().getOrDefault("GRADUS_URL", "") : server;
        if (!named.isBlank()) {
            return named;
        }
        return new LocalServer(options.folder())
                .running()
                .map(LocalServer.Running::url)
                .orElseThrow(() -> CliProblem.mistake(
                        "no server runs over \"" + options.folder() + "\"",
                        "start it by \"gradus up\", or name one by --server."));
    }
}
