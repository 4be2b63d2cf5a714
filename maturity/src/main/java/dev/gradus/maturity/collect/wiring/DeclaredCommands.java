package dev.gradus.maturity.collect.wiring;

import dev.gradus.maturity.collect.ci.Job;
import dev.gradus.maturity.collect.ci.Line;
import dev.gradus.maturity.collect.ci.Pipelines;
import dev.gradus.maturity.collect.maven.Pom;
import dev.gradus.maturity.collect.maven.Poms;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TomlFile;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads every command that the files of a project declare. */
final class DeclaredCommands {

    private static final Set<String> MAKEFILES = Set.of("Makefile", "makefile", "GNUmakefile");
    private static final Pattern GRADLE_MAIN =
            Pattern.compile("mainClass(?:Name)?(?:\\.set\\(|\\s*=)?\\s*[\"']([\\w.$]+)[\"']");
    private static final Pattern OTHER_TREES = Pattern.compile("(^|.*/)(node_modules|target|\\.venv|venv|src/test)/.*");

    private final TreeText texts;
    private final List<Command> commands = new ArrayList<>();

    private DeclaredCommands(TreeText texts) {
        this.texts = texts;
    }

    static List<Command> read(TreeText texts, Poms poms, Pipelines pipelines) {
        DeclaredCommands declared = new DeclaredCommands(texts);
        texts.paths(path -> !OTHER_TREES.matcher(path).matches()).forEach(declared::file);
        poms.all().forEach(declared::pom);
        pipelines.all().stream().flatMap(pipeline -> pipeline.jobs().stream()).forEach(declared::job);
        return List.copyOf(declared.commands);
    }

    private void file(String path) {
        String name = TreeText.fileName(path);
        if (MAKEFILES.contains(name)) {
            commands.addAll(Makefiles.read(texts, path));
        } else if (name.equals("dvc.yaml")) {
            yaml(path, this::dvc);
        } else if (name.equals("MLproject")) {
            yaml(path, this::mlproject);
        } else if (name.equals("pyproject.toml")) {
            scripts(path);
        } else if (name.endsWith(".sh")) {
            shell(path);
        } else if (name.equals("build.gradle") || name.equals("build.gradle.kts")) {
            gradle(path);
        }
    }

    private interface Reader {
        void read(String path, YamlNode root);
    }

    private void yaml(String path, Reader reader) {
        texts.of(path).flatMap(YamlNode::parse).ifPresent(root -> reader.read(path, root));
    }

    private void dvc(String path, YamlNode root) {
        root.get("stages").ifPresent(stages -> stages.entries().forEach((name, stage) -> {
            YamlNode body = stage.get("do").orElse(stage);
            String folder = Paths.join(TreeText.folder(path), body.text("wdir"));
            List<Command.Step> steps =
                    body.get("cmd").map(DeclaredCommands::steps).orElse(List.of());
            int line = steps.isEmpty() ? stage.line() : steps.get(0).line();
            commands.add(new Command(Command.Kind.DVC, name, path, line, folder, steps));
        }));
    }

    private static List<Command.Step> steps(YamlNode command) {
        return Line.of(command).stream()
                .map(line -> new Command.Step(line.text(), line.line()))
                .toList();
    }

    private void mlproject(String path, YamlNode root) {
        root.get("entry_points").ifPresent(points -> points.entries().forEach((name, point) -> {
            List<Command.Step> steps =
                    point.get("command").map(DeclaredCommands::steps).orElse(List.of());
            int line = steps.isEmpty() ? point.line() : steps.get(0).line();
            commands.add(new Command(Command.Kind.MLPROJECT, name, path, line, TreeText.folder(path), steps));
        }));
    }

    private void scripts(String path) {
        TomlFile toml = TomlFile.parse(texts.lines(path));
        for (String table : List.of("project.scripts", "tool.poetry.scripts")) {
            toml.tables(table).forEach(scripts -> scripts.values().forEach((name, value) -> {
                Command.Step step = new Command.Step(value.text(), value.line());
                String folder = TreeText.folder(path);
                commands.add(new Command(Command.Kind.SCRIPT, name, path, value.line(), folder, List.of(step)));
            }));
        }
    }

    private void shell(String path) {
        List<Command.Step> steps = new ArrayList<>();
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            int begin = i;
            StringBuilder line = new StringBuilder(lines.get(i));
            while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.size()) {
                line.setLength(line.length() - 1);
                line.append(' ').append(lines.get(++i).strip());
            }
            steps.add(new Command.Step(line.toString().strip(), begin + 1));
        }
        String name = TreeText.fileName(path).replaceFirst("\\.sh$", "");
        // Scripts are written to be started from the project's root more often than from their own folder.
        commands.add(new Command(Command.Kind.SHELL, name, path, 1, "", steps));
    }

    private void gradle(String path) {
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher main = GRADLE_MAIN.matcher(lines.get(i));
            if (main.find()) {
                Command.Step step = new Command.Step(main.group(1), i + 1);
                String name = "run " + main.group(1).substring(main.group(1).lastIndexOf('.') + 1);
                commands.add(new Command(Command.Kind.EXEC, name, path, i + 1, TreeText.folder(path), List.of(step)));
            }
        }
    }

    private void pom(Pom pom) {
        List<Pom.Execution> executions = new ArrayList<>(pom.executions());
        executions.addAll(pom.manifests());
        for (Pom.Execution execution : executions) {
            Command.Step step = new Command.Step(String.join(" ", execution.words()), execution.line());
            commands.add(new Command(
                    Command.Kind.EXEC, execution.id(), pom.path(), execution.line(), pom.folder(), List.of(step)));
        }
    }

    private void job(Job job) {
        job.steps().stream()
                .filter(step -> !step.script().isEmpty() && !step.triggers().isEmpty())
                .forEach(step -> commands.add(ScriptLine.whole(job, step)));
    }
}
