package dev.gradus.maturity.collect.wiring;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a command leads to.
 *
 * @param commands every command on the way, itself first
 */
public record Led(
        Set<Command> commands,
        Set<Program> programs,
        Set<Dangling> dangling,
        Set<String> notebooks,
        Set<String> files) {

    /**
     * A source file that is started.
     *
     * @param function the function started in it, or {@link dev.gradus.maturity.collect.code.CodeUnit#MAIN}
     */
    public record Program(String path, String function) {}

    /** A file, module, class or target that is named and not there. */
    public record Dangling(String missing, String path, int line) {}

    static Led nowhere() {
        return new Led(
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>());
    }
}
