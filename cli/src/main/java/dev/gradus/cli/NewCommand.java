package dev.gradus.cli;

import dev.gradus.templates.Stage;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.scaffold.Scaffold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Scaffolds a project. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Scaffold a project into a new git repository with its first commit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradus new rides --yes",
            "  gradus new fares --stage managed --team pricing --set contract=post-trip --yes"
        })
final class NewCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "NAME", description = "Name of the project: lower-case letters, digits and hyphens.")
    private String name = "";

    @Option(
            names = "--pack",
            paramLabel = "PACK",
            description = "Name of a pack (see \"gradus packs\"), or a folder with one. Default: ${DEFAULT-VALUE}.",
            defaultValue = "taxi-duration")
    private String pack = "";

    @Option(names = "--stage", paramLabel = "STAGE", description = "Stage to begin at. Default: the pack's lowest.")
    private @Nullable String stage;

    @Option(names = "--team", paramLabel = "TEAM", description = "Team that owns the project.")
    private @Nullable String team;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder to make. Default: ./NAME.")
    private @Nullable Path folder;

    @Option(names = "--set", paramLabel = "ANSWER=VALUE", description = "Give one answer; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--answers", paramLabel = "FILE", description = "Read answers from a file of YAML or JSON.")
    private @Nullable Path answersFile;

    @Option(
            names = {"-y", "--yes"},
            description = "Ask nothing: take the defaults.")
    private boolean yes;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** What was made, as JSON has it. */
    record Made(
            String project,
            String path,
            String pack,
            String version,
            String stage,
            Map<String, Object> answers,
            String base) {}

    @Override
    public void run() {
        Console console = gradus.console();
        Path target = folder == null ? Path.of(name) : folder;
        Scaffold.requireFree(target);
        Pack chosen = pack();
        Map<String, Object> answers = answers();
        if (!yes && console.canAsk()) {
            answers = new Interview(console).complete(chosen, answers);
        }
        Stage at = stage == null ? chosen.stages().get(0) : chosen.stage(stage);
        Render render = new Renderer().render(chosen, at, answers);
        Lock lock = Scaffold.of(render).into(target);
        tell(console, target, lock);
    }

    private Pack pack() {
        Path place = Path.of(pack);
        return Files.isRegularFile(place.resolve("pack.yaml"))
                ? Packs.inFolder(place)
                : Packs.builtIn().named(pack);
    }

    /** The command line goes before the file. */
    private Map<String, Object> answers() {
        Map<String, Object> answers = new LinkedHashMap<>();
        if (answersFile != null) {
            answers.putAll(AnswersFile.read(answersFile));
        }
        answers.put("name", name);
        answers.putAll(set);
        if (team != null) {
            answers.put("team", team);
        }
        return answers;
    }

    private void tell(Console console, Path target, Lock lock) {
        if (json) {
            console.json(new Made(
                    name,
                    target.toAbsolutePath().normalize().toString(),
                    lock.pack().name(),
                    lock.pack().version(),
                    lock.stage().key(),
                    lock.answers(),
                    lock.base()));
            return;
        }
        console.answer("%s is at stage %s: %d files from %s %s, committed."
                .formatted(
                        console.paint().bold(target.toString()),
                        console.paint().green(lock.stage().key()),
                        lock.files().size(),
                        lock.pack().name(),
                        lock.pack().version()));
        console.remark("Next: cd " + target + " && make train, or gradus assess " + target);
    }
}
