package dev.gradus.cli;

import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.status.ProjectDiff;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What the user changed. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Show what you changed since the project was made or last promoted, as a unified diff.",
        footerHeading = "%nExample:%n",
        footer = "  gradus diff rides")
final class DiffCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "PATH", description = "The project. Default: the current folder.", defaultValue = ".")
    private Path path = Path.of(".");

    @Override
    public void run() {
        Console console = gradus.console();
        try (ProjectRepository project = ProjectRepository.open(path)) {
            String diff = ProjectDiff.of(project, Packs.builtIn());
            if (diff.isEmpty()) {
                console.remark("No difference from what it was made of.");
            } else {
                diff.lines().forEach(line -> console.answer(coloured(console.paint(), line)));
            }
        }
    }

    private static String coloured(Paint paint, String line) {
        if (line.startsWith("diff ") || line.startsWith("---") || line.startsWith("+++")) {
            return paint.bold(line);
        }
        if (line.startsWith("+")) {
            return paint.green(line);
        }
        return line.startsWith("-") ? paint.red(line) : line.startsWith("@@") ? paint.cyan(line) : line;
    }
}
