package dev.gradus.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Scaffolding a project, beside Copier with a template of the very same files. */
final class Scaffold {
    private static final int RUNS = 10;

    private Scaffold() {}

    static Table measure(Places places) throws IOException {
        Path scratch = places.scratch();
        Command.in(scratch, places.gradus(), "new", "rides", "--dir", "model", "--stage", "managed", "--yes")
                .output();
        int files = copierTemplate(scratch.resolve("model"), scratch.resolve("template"));

        double ours = median(run -> Command.in(
                scratch, places.gradus(), "new", "rides", "--dir", "ours-" + run, "--stage", "managed", "--yes"));
        double theirs = median(run -> Command.in(
                scratch, places.peer("copier"), "copy", "--defaults", "--quiet", "template", "theirs-" + run));

        return new Table(
                        "Scaffolding a project of " + files + " files (median of " + RUNS + ")",
                        "Program",
                        "Wall time",
                        "Gradus is")
                .row("gradus new (with the first commit)", Table.milliseconds(ours), "")
                .row("copier copy (no repository)", Table.milliseconds(theirs), Table.ratio(ours, theirs));
    }

    private interface Run {
        Command number(int run);
    }

    private static double median(Run run) {
        run.number(0).seconds();
        return Stream.iterate(1, i -> i <= RUNS, i -> i + 1)
                .map(i -> run.number(i).seconds())
                .sorted()
                .toList()
                .get(RUNS / 2);
    }

    /** The generated project as a template: every file that names the project is one that Copier renders. */
    private static int copierTemplate(Path project, Path template) throws IOException {
        Files.createDirectories(template);
        Files.writeString(template.resolve("copier.yml"), """
            name:
              type: str
              default: rides
            _subdirectory: files
            _envops:
              variable_start_string: '[=['
              variable_end_string: ']=]'
            """);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(project)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !project.relativize(file).startsWith(".git"))
                    .toList();
        }
        for (Path file : files) {
            copy(
                    file,
                    template.resolve("files").resolve(project.relativize(file).toString()));
        }
        return files.size();
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("rides") && !file.toString().endsWith(".parquet")) {
            String templated = text.replace("rides", "[=[ name ]=]");
            Files.write(
                    to.resolveSibling(to.getFileName() + ".jinja"), templated.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            Files.write(to, bytes);
        }
    }
}
