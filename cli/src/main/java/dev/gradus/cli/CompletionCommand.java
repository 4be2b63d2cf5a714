package dev.gradus.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints a completion script, made from the same declarations as the help. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a completion script for a shell.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus completion bash", "  gradus completion fish"})
final class CompletionCommand implements Runnable {
    enum Shell {
        bash,
        zsh,
        fish
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    @Override
    public void run() {
        CommandLine root = Gradus.commandLine();
        String script =
                switch (shell) {
                    // The script that picocli makes for bash turns on bashcompinit itself when zsh reads it.
                    case bash, zsh -> AutoComplete.bash("gradus", root);
                    case fish -> fish(root);
                };
        gradus.console().answer(script.stripTrailing());
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("# fish completion for gradus\ncomplete -c gradus -f\n");
        addOptions(script, root.getCommandSpec(), "__fish_use_subcommand");
        root.getSubcommands().forEach((name, verb) -> {
            CommandSpec spec = verb.getCommandSpec();
            script.append(line(
                    "__fish_use_subcommand",
                    "-a " + name,
                    description(spec.usageMessage().description())));
            addOptions(script, spec, "__fish_seen_subcommand_from " + name);
        });
        return script.toString();
    }

    private static void addOptions(StringBuilder script, CommandSpec spec, String condition) {
        for (OptionSpec option : spec.options()) {
            String longName = option.longestName().replaceFirst("^-+", "");
            String value = option.typeInfo().isBoolean() ? "" : " -r";
            script.append(line(condition, "-l " + longName + value, description(option.description())));
        }
    }

    private static String line(String condition, String what, String description) {
        return String.format(
                Locale.ROOT, "complete -c gradus -n '%s' %s -d '%s'%n", condition, what, description.replace("'", ""));
    }

    private static String description(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }
}
