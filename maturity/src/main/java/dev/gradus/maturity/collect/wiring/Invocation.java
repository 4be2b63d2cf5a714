package dev.gradus.maturity.collect.wiring;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One program started by a line of shell, where it stands.
 *
 * <pre>{@code
 * Invocation.of(command).stream().filter(each -> each.runs("kubectl", "apply")).map(Invocation::line)
 * }</pre>
 *
 * @param words the program and its arguments
 * @param folder in which it runs, as far as {@code cd} tells
 * @param step the whole line
 */
public record Invocation(List<String> words, String folder, Command command, Command.Step step) {

    /** What only a service knows, such as {@code ${{ inputs.environment }}}: one word, whatever is in it. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{.*?}}");

    private static final Set<Command.Kind> SHELLS =
            Set.of(Command.Kind.MAKE, Command.Kind.DVC, Command.Kind.MLPROJECT, Command.Kind.SHELL, Command.Kind.CI);

    /** What the lines of a command start, in order; nothing for one whose lines are no shell. */
    public static List<Invocation> of(Command command) {
        List<Invocation> invocations = new ArrayList<>();
        String folder = command.folder();
        for (Command.Step step : SHELLS.contains(command.kind()) ? command.steps() : List.<Command.Step>of()) {
            String inside = folder;
            String text = EXPRESSION.matcher(step.text()).replaceAll("\\$EXPRESSION");
            for (List<String> words : Shell.commands(text)) {
                if (words.get(0).equals("cd") && words.size() > 1) {
                    inside = Paths.join(inside, words.get(1));
                } else {
                    invocations.add(new Invocation(words, inside, command, step));
                }
            }
            // Make starts a new shell for each line.
            folder = command.kind() == Command.Kind.MAKE ? command.folder() : inside;
        }
        return invocations;
    }

    /** The program's name without its folder. */
    public String program() {
        return TreeText.fileName(words.get(0));
    }

    public String path() {
        return command.path();
    }

    public int line() {
        return step.line();
    }

    /** Whether it starts this program with these words next to each other among its arguments. */
    public boolean runs(String program, String... arguments) {
        List<String> given = words.subList(1, words.size());
        return program().equals(program) && Collections.indexOfSubList(given, List.of(arguments)) >= 0;
    }

    /** The value of an option, given as {@code -f VALUE}, {@code --file VALUE} or {@code --file=VALUE}. */
    public Optional<String> option(String... names) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            for (String name : names) {
                if (word.equals(name) && i + 1 < words.size()) {
                    return Optional.of(words.get(i + 1));
                }
                if (word.startsWith(name + "=")) {
                    return Optional.of(word.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }
}
