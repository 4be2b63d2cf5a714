package dev.gradus.cli;

import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.status.Divergence;
import dev.gradus.templates.status.ProjectStatus;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Where a project stands. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show stage, pack version, and how the project differs from what it was made of.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus status rides", "  gradus status rides --json"})
final class StatusCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "PATH", description = "The project. Default: the current folder.", defaultValue = ".")
    private Path path = Path.of(".");

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Override
    public void run() {
        Console console = gradus.console();
        try (ProjectRepository project = ProjectRepository.open(path)) {
            ProjectStatus status = ProjectStatus.of(project, Packs.builtIn());
            if (json) {
                console.json(status);
            } else {
                print(console, status);
            }
        }
    }

    private static void print(Console console, ProjectStatus status) {
        Paint paint = console.paint();
        console.answer("stage  " + paint.bold(status.stage()));
        String newer = status.newest().equals(status.version())
                ? ""
                : paint.yellow("  (" + status.newest() + " is available)");
        console.answer("pack   " + status.pack() + " " + status.version() + newer);
        console.answer("base   " + status.base());
        console.answer("edits  "
                + (status.divergences().isEmpty() ? "none" : status.counts().toString()));
        for (Divergence divergence : status.divergences()) {
            String kind =
                    String.format(Locale.ROOT, "%-9s", divergence.kind().name().toLowerCase(Locale.ROOT));
            console.answer("  " + paint.yellow(kind) + divergence.path());
        }
        if (!status.uncommitted().isEmpty()) {
            console.answer("uncommitted: " + String.join(", ", status.uncommitted()));
        }
    }
}
