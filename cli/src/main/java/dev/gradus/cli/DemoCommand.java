package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The main job on real data, told step by step. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Walk the road on real taxi rides: scaffold at ad hoc, train, assess, edit, promote to managed, record a run,",
            "promote to automated, let the gate judge the model, serve it, ask it.",
            "Every step is a command that you could type; what it makes is left for you to look at."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus demo", "  gradus demo --dir my-demo"})
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder to work in. Default: a new temporary folder.")
    private @Nullable Path folder;

    @Option(
            names = "--data",
            paramLabel = "DIR|URL",
            description =
                    "Where green_tripdata_2021-01.parquet and -02 are. Default: the months that come with Gradus.")
    private @Nullable String data;

    @Option(names = "--to", paramLabel = "STAGE", description = "Stage to walk to. Default: ${DEFAULT-VALUE}.")
    private String to = "automated";

    @Option(names = "--no-portal", description = "Start no portal (the demo of these stages needs none).")
    @SuppressWarnings("UnusedVariable") // scripts pass it to the demo of every stage
    private boolean noPortal;

    @Override
    public Integer call() {
        DemoData months = data == null ? DemoData.bundled() : DemoData.at(data);
        return new Demo(gradus.console(), folder(), months, DemoStage.of(to)).tell();
    }

    private Path folder() {
        try {
            if (folder == null) {
                return Files.createTempDirectory("gradus-demo");
            }
            Path made = folder.toAbsolutePath().normalize();
            if (Files.exists(made.resolve(Demo.NAME))) {
                throw CliProblem.mistake(
                        "\"" + made.resolve(Demo.NAME) + "\" exists already", "take another folder by --dir.");
            }
            return Files.createDirectories(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
