package dev.gradus.maturity.collect.survey;

import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Reach;
import dev.gradus.maturity.collect.code.SourceFile;
import dev.gradus.maturity.collect.code.SourceIndex;
import dev.gradus.maturity.collect.java.JavaIndex;
import dev.gradus.maturity.collect.python.PythonIndex;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.collect.wiring.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of a project with the code that each can run.
 *
 * @param started every command, and every program that stands for a purpose which no command declares
 */
public record Programs(List<Started> started) {

    /** Programs beyond which no more are followed: real projects have a handful. */
    private static final int MOST = 200;

    /**
     * A command, what it is for, and what it reaches.
     *
     * @param purpose train, evaluate, register, deploy or other
     */
    public record Started(Command command, String purpose, Led led, List<Reach> reaches) {

        /** The reached units, by path. */
        public Stream<Map.Entry<String, Set<CodeUnit>>> units() {
            return reaches.stream().flatMap(reach -> reach.units().entrySet().stream());
        }

        public Stream<SourceFile> files() {
            return reaches.stream().flatMap(reach -> reach.files().values().stream());
        }
    }

    /** Paths of all the code that some command reaches. */
    public Set<String> reachedPaths() {
        return started.stream()
                .flatMap(Started::files)
                .map(SourceFile::path)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Programs of(Wiring wiring, Following following) {
        List<Started> started = new ArrayList<>();
        wiring.led().forEach((command, led) -> started.add(following.start(command, led)));
        Set<String> declared = started.stream().map(Started::purpose).collect(Collectors.toSet());
        following.paths().filter(path -> isUndeclared(path, declared)).forEach(path -> following
                .program(path)
                .ifPresent(started::add));
        return new Programs(List.copyOf(started));
    }

    private static boolean isUndeclared(String path, Set<String> declared) {
        String name = TreeText.fileName(path);
        String purpose = Command.purpose(name.substring(0, name.lastIndexOf('.')));
        return !purpose.equals("other") && !declared.contains(purpose) && !path.matches("(^|.*/)tests?/.*");
    }

    /** Follows programs, each once. */
    static final class Following {
        private final JavaIndex javas;
        private final PythonIndex pythons;
        private final Map<Led.Program, Reach> known = new HashMap<>();

        Following(JavaIndex javas, PythonIndex pythons) {
            this.javas = javas;
            this.pythons = pythons;
        }

        Stream<String> paths() {
            return Stream.concat(javas.paths().stream(), pythons.paths().stream());
        }

        synchronized Started start(Command command, Led led) {
            List<Reach> reaches = led.programs().stream()
                    .limit(MOST)
                    .filter(program -> known.size() < MOST || known.containsKey(program))
                    .map(program -> known.computeIfAbsent(program, this::follow))
                    .toList();
            return new Started(command, purpose(command, led), led, reaches);
        }

        Optional<Started> program(String path) {
            SourceFile file = index(path).parse(path);
            if (!file.startable()) {
                return Optional.empty();
            }
            String name = TreeText.fileName(path);
            Command command =
                    new Command(Command.Kind.MAIN, name.substring(0, name.lastIndexOf('.')), path, 1, "", List.of());
            Led.Program program = new Led.Program(path, path.endsWith(".java") ? "main" : CodeUnit.MAIN);
            Led led = new Led(Set.of(command), Set.of(program), Set.of(), Set.of(), Set.of(path), Set.of());
            return Optional.of(start(command, led));
        }

        private Reach follow(Led.Program program) {
            return Reach.from(index(program.path()), program.path(), program.function());
        }

        private SourceIndex index(String path) {
            return path.endsWith(".java") ? javas : pythons;
        }

        /** A command without a telling name is for what its only program is for. */
        private static String purpose(Command command, Led led) {
            if (!command.purpose().equals("other") || led.programs().size() != 1) {
                return command.purpose();
            }
            String name = TreeText.fileName(led.programs().iterator().next().path());
            return Command.purpose(name.substring(0, name.lastIndexOf('.')));
        }
    }
}
