package dev.gradus.maturity.collect.wiring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a command leads to.
 *
 * @param commands every command on the way, itself first
 * @param runs the simple commands of its shell and of theirs
 */
public record Led(
        Set<Command> commands,
        Set<Program> programs,
        Set<Dangling> dangling,
        Set<String> notebooks,
        Set<String> files,
        Set<Run> runs) {

    /**
     * A source file that is started.
     *
     * @param function the function started in it, or {@link dev.gradus.maturity.collect.code.CodeUnit#MAIN}
     */
    public record Program(String path, String function) {}

    /** A file, module, class or target that is named and not there. */
    public record Dangling(String missing, String path, int line) {}

    /**
     * A simple command that is run on the way.
     *
     * @param words without assignments, prefixes such as {@code sudo}, and runners of environments such as {@code uv run}
     * @param decides whether its failure is that of the command that leads to it
     */
    public record Run(List<String> words, String path, int line, boolean decides) {
        public String text() {
            return String.join(" ", words);
        }
    }

    static Led nowhere() {
        return new Led(
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>());
    }
}
