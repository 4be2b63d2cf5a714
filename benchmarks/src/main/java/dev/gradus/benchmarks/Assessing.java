package dev.gradus.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Assessing a repository of 2 000 files and 1 000 commits, whose whole history is scanned for secrets. */
final class Assessing {
    private static final int FILES = 2_000;
    private static final int COMMITS = 1_000;
    private static final int RUNS = 7;

    private Assessing() {}

    static Table measure(Places places) {
        Path repository = repository(places.scratch());
        double ours =
                Command.in(repository, places.gradus(), "assess", "--json").medianSeconds(RUNS);
        double log = Command.in(repository, "git", "log", "-p", "--all").medianSeconds(RUNS);
        double secrets = Command.in(repository, places.peer("detect-secrets"), "scan", "--all-files", ".")
                .medianSeconds(3);
        return new Table(
                        "Assessing %d files and %d commits (median of %d)".formatted(FILES, COMMITS, RUNS),
                        "Program",
                        "Wall time",
                        "Gradus is")
                .row("gradus assess (all controls, secrets in tree and history)", Table.seconds(ours), "")
                .row("git log -p (reads the same history, judges nothing)", Table.seconds(log), Table.ratio(ours, log))
                .row(
                        "detect-secrets scan (secrets only, tree only)",
                        Table.seconds(secrets),
                        Table.ratio(ours, secrets));
    }

    /** Made by git's fast-import from a fixed seed: Java, Python and text, two files changed in every commit. */
    private static Path repository(Path scratch) {
        Path folder = scratch.resolve("large");
        StringBuilder stream = new StringBuilder();
        Random random = new Random(42);
        for (int commit = 0; commit < COMMITS; commit++) {
            stream.append("commit refs/heads/main\n")
                    .append("committer Ada <ada@example.com> ")
                    .append(1_700_000_000L + commit * 3_600L)
                    .append(" +0000\ndata 7\nchange\n\n");
            int first = commit == 0 ? 0 : random.nextInt(FILES - 1);
            int last = commit == 0 ? FILES : first + 2;
            for (int file = first; file < last; file++) {
                String text = content(file, commit, random);
                stream.append("M 100644 inline ")
                        .append(path(file))
                        .append("\ndata ")
                        .append(text.length())
                        .append('\n')
                        .append(text)
                        .append('\n');
            }
        }
        try {
            Files.createDirectories(folder);
            Path input = scratch.resolve("large.stream");
            Files.writeString(input, stream);
            Command.in(folder, "git", "init", "-q", "-b", "main").output();
            Command.in(folder, "sh", "-c", "git fast-import --quiet < " + input).output();
            Command.in(folder, "git", "checkout", "-q", "main").output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static String path(int file) {
        return switch (file) {
            case 0 -> "pom.xml";
            case 1 -> "train.py";
            default -> {
                String suffix = file % 3 == 0 ? "java" : file % 3 == 1 ? "py" : "md";
                yield String.format(Locale.ROOT, "part%02d/File%04d.%s", file % 40, file, suffix);
            }
        };
    }

    private static String content(int file, int commit, Random random) {
        StringBuilder text = new StringBuilder();
        switch (file) {
            case 0 -> text.append("<project><modelVersion>4.0.0</modelVersion></project>\n");
            case 1 -> text.append("import sklearn\nimport mlflow\n\nif __name__ == '__main__':\n    print('train')\n");
            default -> {
                String comment = file % 3 == 0 ? "//" : file % 3 == 1 ? "#" : "";
                for (int line = 0; line < 40; line++) {
                    text.append(comment)
                            .append(" line ")
                            .append(line)
                            .append(" of change ")
                            .append(commit)
                            .append(" value ")
                            .append(random.nextInt(1_000_000))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }
}
