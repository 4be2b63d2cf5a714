package dev.gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The boundary where every failure becomes one line and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Gradus gradus;

    Failures(Gradus gradus) {
        this.gradus = gradus;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String verb = command.getCommandSpec().qualifiedName();
        return tell(failure, problemOf(failure), remedyOf(failure, verb), ExitCode.MISTAKE);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof CliProblem problem) {
            return tell(problem, problem.getMessage(), problem.remedy(), problem.exitCode());
        }
        if (failure instanceof dev.gradus.templates.BadInput bad) {
            return tell(bad, bad.getMessage(), bad.remedy(), ExitCode.MISTAKE);
        }
        if (failure instanceof dev.gradus.maturity.BadInput bad) {
            return tell(bad, bad.getMessage(), bad.remedy(), ExitCode.MISTAKE);
        }
        if (failure instanceof dev.gradus.kit.data.BadInput bad) {
            return tell(bad, bad.getMessage(), bad.remedy(), ExitCode.MISTAKE);
        }
        if (failure instanceof UncheckedIOException || failure instanceof IOException) {
            Throwable cause = failure instanceof UncheckedIOException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            return tell(
                    failure,
                    "reading or writing failed: " + describe(cause),
                    "check that the disk has room and that you may write there.",
                    ExitCode.OUTSIDE);
        }
        return tellUnforeseen(failure);
    }

    int tellUnforeseen(Throwable failure) {
        return tell(
                failure,
                "something went wrong that Gradus did not foresee: " + describe(failure),
                "run it again with --debug and report what it prints.",
                ExitCode.OUTSIDE);
    }

    private int tell(Throwable failure, @Nullable String problem, String remedy, int exitCode) {
        if (ending()) {
            return exitCode;
        }
        gradus.console()
                .error(sentence(oneLine(String.valueOf(problem))) + " Maybe: "
                        + sentence(oneLine(remedy).replaceFirst("^Maybe: ", "")));
        if (gradus.debug()) {
            failure.printStackTrace();
        }
        return exitCode;
    }

    /** Of a program that Ctrl-C ends, what could not be finished is no news. */
    private static boolean ending() {
        try {
            Thread hook = new Thread(() -> {}, "is the program ending?");
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private static String problemOf(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            boolean verb = failure.getCommandLine().getParent() == null && !word.startsWith("-");
            return verb ? "there is no verb \"" + word + "\"" : "\"" + word + "\" is not understood here";
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("the command line could not be read");
    }

    private static String remedyOf(ParameterException failure, String verb) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return "did you mean \"" + suggestions.get(0).strip() + "\"?";
            }
        }
        return "\"" + verb + " --help\" shows how it is used.";
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message;
    }

    private static String oneLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }
}
