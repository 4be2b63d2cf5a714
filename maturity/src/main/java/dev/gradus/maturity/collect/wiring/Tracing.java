package dev.gradus.maturity.collect.wiring;

import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.java.JavaIndex;
import dev.gradus.maturity.collect.python.PythonIndex;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows one command through other commands to the programs it starts, and to the names that lead nowhere. */
final class Tracing {

    private static final Pattern CLASS = Pattern.compile("(?:[a-z_][\\w]*\\.)+[A-Z]\\w*");
    private static final Pattern EXEC = Pattern.compile("exec:(?:java|exec)(?:@(.+))?");
    private static final Pattern OUTSIDE = Pattern.compile("^(/|~|\\$|[A-Za-z]+://).*|.*[$*`<>{}].*");
    private static final Pattern OWN_FOLDER = Pattern.compile("(?:\\$\\(dirname .*\\)|\\$\\{0%/\\*})(.*)");
    private static final String UNKNOWN = "$";
    private static final Set<String> TOOLS = Set.of(
            "pip",
            "pytest",
            "venv",
            "build",
            "mlflow",
            "dvc",
            "unittest",
            "ipykernel",
            "black",
            "ruff",
            "mypy",
            "http",
            "json",
            "twine",
            "coverage",
            "jupyter",
            "nbconvert",
            "uvicorn",
            "gunicorn",
            "flask",
            "streamlit",
            "virtualenv",
            "isort",
            "flake8",
            "pylint",
            "pre_commit",
            "compileall",
            "timeit",
            "zipfile",
            "papermill",
            "notebook",
            "torch",
            "accelerate");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "source", ".");

    private final List<Command> commands;
    private final TreeText texts;
    private final JavaIndex javas;
    private final PythonIndex pythons;
    private final Led led = Led.nowhere();

    Tracing(List<Command> commands, TreeText texts, JavaIndex javas, PythonIndex pythons) {
        this.commands = commands;
        this.texts = texts;
        this.javas = javas;
        this.pythons = pythons;
    }

    /** A line that is looked at: where it stands and the folder it runs in. */
    private record Place(String path, int line, String folder, boolean decides) {}

    Led follow(Command command) {
        follow(command, true);
        return led;
    }

    private void follow(Command command, boolean decides) {
        if (!led.commands().add(command)) {
            return;
        }
        switch (command.kind()) {
            case SCRIPT, EXEC -> {
                for (Command.Step step : command.steps()) {
                    Place place = new Place(command.path(), step.line(), command.folder(), decides);
                    if (command.kind() == Command.Kind.SCRIPT) {
                        script(step.text(), place);
                    } else {
                        mainClass(step.text(), place);
                    }
                }
            }
            default -> runs(command, decides);
        }
    }

    private void runs(Command command, boolean decides) {
        String folder = command.folder();
        Command.Step before = null;
        for (Script.Run run : Script.read(command)) {
            if (command.kind() == Command.Kind.MAKE && !run.step().equals(before)) {
                folder = command.folder();
            }
            before = run.step();
            List<String> words = run.words();
            if (words.get(0).equals("cd") && words.size() > 1) {
                folder = entered(words.get(1), folder, command.path());
            } else {
                simple(words, new Place(command.path(), run.step().line(), folder, decides && run.decides()));
            }
        }
    }

    /** The folder that {@code cd} leads to: {@code $(dirname "$0")} is the script's own, others may be unknown. */
    private static String entered(String word, String folder, String script) {
        Matcher own = OWN_FOLDER.matcher(word);
        if (own.matches()) {
            return Paths.join(TreeText.folder(script), own.group(1));
        }
        return OUTSIDE.matcher(word).matches() || word.equals("-") ? UNKNOWN : Paths.join(folder, word);
    }

    private void script(String target, Place place) {
        String[] parts = target.split(":", 2);
        String function = parts.length < 2 ? CodeUnit.MAIN : parts[1].split("[.\\[\\s]", 2)[0];
        Optional<String> module = pythons.find(parts[0].strip());
        module.ifPresent(path -> led.programs().add(new Led.Program(path, function)));
        if (module.isEmpty()) {
            dangle("module " + parts[0], place);
        }
    }

    /** Every class of the project among the words; where there is none, the first that looks like one is missing. */
    private void mainClass(String words, Place place) {
        String missing = "";
        for (String word : words.split("\\s+", -1)) {
            Optional<String> path = CLASS.matcher(word).matches() ? javas.find(word) : Optional.empty();
            if (path.isPresent()) {
                led.programs().add(new Led.Program(path.get(), "main"));
                return;
            }
            missing = missing.isEmpty() && CLASS.matcher(word).matches() ? word : missing;
        }
        if (!missing.isEmpty()) {
            dangle("class " + missing, place);
        }
    }

    private void simple(List<String> words, Place place) {
        led.runs().add(new Led.Run(words, place.path(), place.line(), place.decides()));
        String program = TreeText.fileName(words.get(0));
        List<String> rest = words.subList(1, words.size());
        if (program.matches("python[\\d.]*|py")) {
            python(rest, place);
        } else if (SHELLS.contains(program)) {
            shell(rest, place);
        } else if (program.equals("make") || program.equals("gmake")) {
            make(rest, place);
        } else if (program.equals("dvc") && (rest.contains("repro") || rest.contains("run"))) {
            dvc(rest, place);
        } else if (program.matches("mvnw?(\\.cmd)?|mvnd")) {
            existing(words.get(0), place);
            maven(rest, place);
        } else if (program.matches("gradlew?")) {
            existing(words.get(0), place);
            startAll(
                    place,
                    command -> command.kind() == Command.Kind.EXEC
                            && command.path().contains("build.gradle"));
        } else if (program.equals("java")) {
            java(rest, place);
        } else if (program.equals("mlflow") && rest.contains("run")) {
            startAll(place, command -> command.kind() == Command.Kind.MLPROJECT);
        } else {
            other(words, program, place);
        }
    }

    private void other(List<String> words, String program, Place place) {
        words.stream().filter(word -> word.endsWith(".ipynb")).forEach(file -> notebook(file, place));
        if (words.get(0).contains("/") || program.endsWith(".sh")) {
            shellFile(words.get(0), place);
        } else {
            startAll(
                    place,
                    command -> command.kind() == Command.Kind.SCRIPT
                            && command.name().equals(program));
        }
        if (Set.of("torchrun", "accelerate", "spark-submit", "streamlit", "deepspeed", "ray")
                .contains(program)) {
            words.stream().filter(word -> word.endsWith(".py")).findFirst().ifPresent(file -> pythonFile(file, place));
        }
    }

    private void shell(List<String> words, Place place) {
        Optional<String> first =
                words.stream().filter(word -> !word.matches("[-+].*|pipefail")).findFirst();
        if (words.stream().anyMatch(word -> word.matches("-\\w*c"))) {
            first.ifPresent(text -> follow(inline(text, words.get(0).contains("e"), place), place.decides()));
        } else {
            first.ifPresent(file -> shellFile(file, place));
        }
    }

    /** The script of {@code sh -c "…"}. */
    private static Command inline(String text, boolean stopsAtFailure, Place place) {
        List<Command.Step> steps = new ArrayList<>();
        steps.add(new Command.Step(stopsAtFailure ? "set -e" : "set +e", place.line()));
        text.lines().forEach(line -> steps.add(new Command.Step(line.strip(), place.line())));
        return new Command(Command.Kind.SHELL, "", place.path(), place.line(), place.folder(), steps);
    }

    private void python(List<String> words, Place place) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-m") && i + 1 < words.size()) {
                module(words.get(i + 1), place);
                words.stream().filter(each -> each.endsWith(".ipynb")).forEach(file -> notebook(file, place));
                return;
            }
            if (word.equals("-c")) {
                return;
            }
            if (!word.startsWith("-")) {
                pythonFile(word, place);
                return;
            }
        }
    }

    private void pythonFile(String file, Place place) {
        if (existing(file, place)) {
            String path = Paths.join(place.folder(), file);
            led.programs()
                    .add(new Led.Program(pythons.paths().contains(path) ? path : path + "/__main__.py", CodeUnit.MAIN));
        }
    }

    private void module(String name, Place place) {
        Optional<String> path = pythons.find(
                        place.folder().isEmpty() ? name : place.folder().replace('/', '.') + "." + name)
                .or(() -> pythons.find(name));
        path.ifPresent(found -> led.programs().add(new Led.Program(found, CodeUnit.MAIN)));
        if (path.isEmpty() && !TOOLS.contains(name.split("\\.", 2)[0])) {
            dangle("module " + name, place);
        }
    }

    private void notebook(String file, Place place) {
        if (existing(file, place)) {
            led.notebooks().add(Paths.join(place.folder(), file));
        }
    }

    private void shellFile(String file, Place place) {
        if (existing(file, place)) {
            String path = Paths.join(place.folder(), file);
            startAll(
                    place,
                    command -> command.kind() == Command.Kind.SHELL
                            && command.path().equals(path));
            if (pythons.paths().contains(path)) {
                led.programs().add(new Led.Program(path, CodeUnit.MAIN));
            }
        }
    }

    private void make(List<String> words, Place place) {
        String folder = place.folder();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-C") && i + 1 < words.size()) {
                folder = Paths.join(folder, words.get(++i));
            } else if (!word.startsWith("-")
                    && !word.contains("=")
                    && !OUTSIDE.matcher(word).matches()) {
                String in = folder;
                boolean found = startAll(
                        place,
                        command -> command.kind() == Command.Kind.MAKE
                                && command.name().equals(word)
                                && command.folder().equals(in));
                if (!found && !words.contains(Makefiles.PREREQUISITE)) {
                    dangle("make target " + word, place);
                }
            }
        }
    }

    private void dvc(List<String> words, Place place) {
        List<String> named =
                words.subList(Math.max(words.indexOf("repro"), words.indexOf("run")) + 1, words.size()).stream()
                        .filter(word ->
                                !word.startsWith("-") && !OUTSIDE.matcher(word).matches())
                        .filter(word -> !word.contains("="))
                        .toList();
        for (String name : named) {
            if (!startAll(
                            place,
                            command -> command.kind() == Command.Kind.DVC
                                    && command.name().equals(name))
                    && !texts.knows(Paths.join(place.folder(), name))) {
                dangle("stage " + name, place);
            }
        }
        if (named.isEmpty()) {
            startAll(place, command -> command.kind() == Command.Kind.DVC);
        }
    }

    private void maven(List<String> words, Place place) {
        for (String word : words) {
            if (word.startsWith("-Dexec.mainClass=")) {
                mainClass(word.substring("-Dexec.mainClass=".length()), place);
            }
            var exec = EXEC.matcher(word);
            if (exec.matches()) {
                String id = exec.group(1) == null ? "" : exec.group(1);
                boolean found = startAll(
                        place,
                        command -> command.kind() == Command.Kind.EXEC
                                && command.path().endsWith("pom.xml")
                                && command.name().equals(id));
                if (!found && !id.isEmpty()) {
                    dangle("execution " + id, place);
                }
            }
        }
    }

    private void java(List<String> words, Place place) {
        if (words.contains("-jar")) {
            startAll(
                    place,
                    command -> command.kind() == Command.Kind.EXEC
                            && command.name().equals("jar"));
        } else {
            words.stream()
                    .filter(word -> CLASS.matcher(word).matches())
                    .findFirst()
                    .ifPresent(name -> mainClass(name, place));
        }
    }

    private boolean startAll(Place place, Predicate<Command> wanted) {
        List<Command> found = commands.stream().filter(wanted).toList();
        found.forEach(command -> follow(command, place.decides()));
        return !found.isEmpty();
    }

    /** Whether a named file is in the tree; where it should be and is not, that is noted. */
    private boolean existing(String file, Place place) {
        if (OUTSIDE.matcher(file).matches()) {
            return false;
        }
        String path = Paths.join(place.folder(), file);
        boolean there = texts.knows(path);
        if (there) {
            led.files().add(path);
        } else if (file.contains("/") || file.contains(".")) {
            dangle(path, place);
        }
        return there;
    }

    private void dangle(String missing, Place place) {
        if (place.folder().startsWith(UNKNOWN)) {
            return;
        }
        led.dangling().add(new Led.Dangling(missing, place.path(), place.line()));
    }
}
