package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The road from ad hoc to automated, told step by step; each step is a command that is shown and run. */
final class Demo {
    static final String NAME = "rides";

    private static final String NOTE = "Our note: February was colder than January, and the rides took longer.";
    private static final String QUESTION = "// Ours: do rides to the airports need a network of their own?";

    private static final String TITLE = "<name>The taxi desk's rides</name>";

    private final Console console;
    private final Project project;
    private final DemoData months;
    private final DemoStage to;
    private final long started = System.nanoTime();
    private int step;

    Demo(Console console, Path folder, DemoData months, DemoStage to) {
        this.console = console;
        this.project = new Project(folder.resolve(NAME));
        this.months = months;
        this.to = to;
    }

    int tell() {
        step("Scaffold a project at ad hoc");
        gradus("new", NAME, "--dir", project.folder().toString(), "--set", "contract=post-trip", "--yes");

        step("Train on January 2021, measure on February, which training never saw");
        run(project.goal("train", Map.of("data", months.training(), "test.data", months.testing())));

        step("What level does it hold, and why?");
        gradus("assess", project.folder().toString(), "--require", "adhoc");
        if (to.compareTo(DemoStage.MANAGED) >= 0) {
            manage();
        }
        if (to.compareTo(DemoStage.AUTOMATED) >= 0) {
            automate();
        }
        console.answer("");
        console.answer(
                "Done in " + Console.seconds(Duration.ofNanos(System.nanoTime() - started)) + ". The project lies in "
                        + console.paint().bold(project.folder().toString()));
        return ExitCode.DONE;
    }

    private void manage() {
        step("Work in it as a user would: a note in the README, a question in the model, a title in the pom");
        edit("README.md", text -> text + "\n" + NOTE + "\n");
        edit(modelSource(), text -> text + QUESTION + "\n");
        edit("pom.xml", text -> text.replaceFirst("( +)<packaging>", "$1" + TITLE + "\n$1<packaging>"));
        commit("Note what we saw");

        step("Promote it to managed: a merge that keeps the edits");
        promote("managed");

        step("Run its pipeline on the whole months: only what changed is run, and the run is recorded");
        edit("params.yaml", this::wholeMonths);
        commit("Train on whole months");
        run(project.goal("pipeline", Map.of()));
        run(project.goal("compare", Map.of()));

        step("What level does it hold now?");
        gradus("assess", project.folder().toString(), "--require", "managed");
    }

    private void automate() {
        step("Promote it to automated: a gate, a data contract, a server, pipelines for GitHub and GitLab, alerts");
        promote("automated");

        step(
                "Run the pipeline again: the gate registers the model only if it holds what gates/thresholds.yaml demands");
        run(project.goal("pipeline", Map.of()));

        step("Serve the champion and ask it how long a ride from East Harlem to Morningside Heights takes");
        run(project.packaged("serving"));
        try (DemoServer server = DemoServer.start(project.folder())) {
            show("curl -d '" + DemoServer.RIDE + "' " + server.address());
            console.answer(server.ask());
        }

        step("What level does it hold now?");
        gradus("assess", project.folder().toString(), "--require", "automated");
    }

    private void promote(String stage) {
        gradus("promote", project.folder().toString());
        git("merge", "-q", "--no-edit", "gradus/promote-" + stage);
        requireKept("README.md", NOTE);
        requireKept(modelSource(), QUESTION);
        requireKept("pom.xml", TITLE);
        console.answer("All three edits are still there.");
    }

    private String wholeMonths(String params) {
        return months.nameIn(months.nameIn(params, DemoData.TRAINING), DemoData.TESTING);
    }

    private String modelSource() {
        return "model/src/main/java/com/example/" + NAME + "/DurationModel.java";
    }

    private void step(String title) {
        step++;
        Paint paint = console.paint();
        console.answer("");
        console.answer(paint.bold(paint.cyan(step + ". " + title)));
    }

    private void gradus(String... args) {
        show("gradus " + String.join(" ", args));
        require(Gradus.run(args), "gradus " + args[0]);
    }

    private void git(String... args) {
        run(git(List.of(args)));
    }

    /** With a name of its own for whom git does not know yet. */
    private static List<String> git(List<String> args) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com"));
        command.addAll(args);
        return command;
    }

    private void run(List<String> command) {
        show(String.join(" ", command));
        require(project.run(command), command.get(0));
    }

    private void show(String command) {
        console.answer(console.paint().dim("$ " + command));
    }

    private static void require(int exitCode, String command) {
        if (exitCode != ExitCode.DONE) {
            throw CliProblem.outside(
                    command + " ended with exit code " + exitCode, "read what it printed above.", null);
        }
    }

    private void commit(String message) {
        git("commit", "-qam", message);
    }

    private void edit(String path, UnaryOperator<String> change) {
        try {
            Path file = project.folder().resolve(path);
            String before = Files.readString(file);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IllegalStateException("the demo's edit of " + path + " changed nothing");
            }
            Files.writeString(file, after);
            console.answer(console.paint().dim("# edited " + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireKept(String path, String line) {
        try {
            if (!Files.readString(project.folder().resolve(path)).contains(line)) {
                throw new IllegalStateException("the edit of " + path + " was lost");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
