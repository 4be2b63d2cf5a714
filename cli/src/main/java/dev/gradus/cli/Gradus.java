package dev.gradus.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program.
 *
 * <pre>{@code
 * gradus new rides --stage managed --yes
 * gradus assess rides
 * }</pre>
 */
@Command(
        name = "gradus",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "Grow a machine-learning project from ad hoc to governed, and know how far it has come.",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus demo", "  gradus new rides --yes", "  gradus assess rides"})
public final class Gradus implements Runnable {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        int exitCode = run(args);
        System.exit(new StandardOutput().failure().map(Gradus::tellUnwritten).orElse(exitCode));
    }

    private static int tellUnwritten(String reason) {
        System.err.println("gradus: the answer was not written in full: " + reason
                + ". Maybe: check the file or the disk that standard output goes to.");
        return ExitCode.OUTSIDE;
    }

    /** Runs the command line; its exit code. */
    static int run(String... args) {
        CommandLine line = lineFor(args);
        try {
            return line.execute(args);
        } catch (StackOverflowError | OutOfMemoryError | ExceptionInInitializerError failure) {
            return new Failures(line.getCommand()).tellUnforeseen(failure);
        }
    }

    /** The whole command line, as help, completion, documentation and tests need it. */
    public static CommandLine commandLine() {
        return with(Verb.ALL);
    }

    /** The command line with only the verb that is called: reading the declarations of all takes longer than most answers. */
    private static CommandLine lineFor(String[] args) {
        if (List.of(args).equals(List.of("--version"))) {
            return with(List.of());
        }
        List<Verb> called = Verb.ALL.stream()
                .filter(verb -> args.length > 0 && verb.name().equals(args[0]))
                .toList();
        return called.isEmpty() ? commandLine() : with(called);
    }

    private static CommandLine with(List<Verb> verbs) {
        Gradus gradus = new Gradus();
        CommandLine line = new CommandLine(gradus);
        verbs.forEach(verb -> line.addSubcommand(verb.code().get()));
        Failures failures = new Failures(gradus);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }

    Console console() {
        return common.console();
    }

    boolean debug() {
        return common.debug();
    }
}
