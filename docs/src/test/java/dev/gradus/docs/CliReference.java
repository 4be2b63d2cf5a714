package dev.gradus.docs;

import dev.gradus.cli.Gradus;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page of the command line: every verb's own help. */
final class CliReference {
    private CliReference() {}

    static String page() {
        StringBuilder page = new StringBuilder("""
                # The command line

                Generated from the program. `gradus VERB --help` prints the same.

                **Exit codes.** 0 done · 1 the answer is no (`--require` not met) · 2 your mistake · 3 merge conflicts were left for you · 4 something
                outside failed (network, server, disk). An error is one line, `gradus: what was wrong with which value. Maybe: the remedy.`;
                `--debug` adds the stack trace.

                **Output.** Standard output carries the answer, standard error everything else. With `--json` the answer is one JSON document.
                `NO_COLOR` and `--no-color` switch colours off.
                """);
        append(page, Gradus.commandLine(), "gradus");
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command, String name) {
        command.setUsageHelpWidth(100).setUsageHelpAutoWidth(false);
        page.append("\n## `")
                .append(name)
                .append("`\n\n```text\n")
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                .append("\n```\n");
        for (Map.Entry<String, CommandLine> verb : command.getSubcommands().entrySet()) {
            append(page, verb.getValue(), name + " " + verb.getKey());
        }
    }
}
