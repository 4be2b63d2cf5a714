package dev.gradus.kit.train;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.spi.Refused;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The frame around a main class: reads {@code --name=value} options and turns failures into one line and an exit code: 0
 * done, 1 the answer is no or a fault in the program, 2 the user's mistake, 4 input or output failed.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     System.exit(Command.named("train", "data", "contract").run(args, Train::train));
 * }
 * }</pre>
 */
public final class Command {

    /** Exit codes. */
    public static final int DONE = 0;

    public static final int REFUSED = 1;
    public static final int FAULT = 1;
    public static final int MISTAKE = 2;
    public static final int IO = 4;

    private final String name;
    private final List<String> options;
    private final PrintStream err;

    private Command(String name, List<String> options, PrintStream err) {
        this.name = name;
        this.options = options;
        this.err = err;
    }

    /** A command and the options it knows. */
    public static Command named(String name, String... options) {
        return new Command(name, List.of(options), System.err);
    }

    Command to(PrintStream other) {
        return new Command(name, options, other);
    }

    /** Runs the body and says how it went. */
    public int run(String[] args, Consumer<Options> body) {
        try {
            body.accept(parse(args));
            return DONE;
        } catch (Refused e) {
            err.printf("%s: %s. Maybe: %s.%n", name, e.getMessage(), e.remedy());
            return REFUSED;
        } catch (BadInput e) {
            err.printf("%s: %s. Maybe: %s.%n", name, e.getMessage(), e.remedy());
            return MISTAKE;
        } catch (UncheckedIOException e) {
            err.printf("%s: %s.%n", name, reason(e));
            return IO;
        } catch (RuntimeException e) {
            return fault(e);
        }
    }

    /** What failed and why, as "cannot write the model store models: No space left on device". */
    public static String reason(UncheckedIOException failure) {
        String what = String.valueOf(failure.getMessage());
        String why = failure.getCause() == null
                ? ""
                : String.valueOf(failure.getCause().getMessage());
        return what.contains(why) ? what : what + ": " + why;
    }

    /** Users see no stack trace; whoever looks for the fault asks for it. */
    private int fault(RuntimeException e) {
        err.printf("%s: %s. This is a fault in the program; -Dgradus.trace=true shows where.%n", name, e);
        if (Boolean.getBoolean("gradus.trace")) {
            e.printStackTrace(err);
        }
        return FAULT;
    }

    private Options parse(String[] args) {
        Map<String, String> values = new TreeMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String option = arg.startsWith("--") && equals > 0 ? arg.substring(2, equals) : "";
            if (!options.contains(option)) {
                throw new BadInput("unknown option " + arg, "use --" + String.join("=…, --", options) + "=…");
            }
            values.put(option, arg.substring(equals + 1).strip());
        }
        return new Options(values);
    }

    /** The options given; an empty value counts as not given, so that build tools can always pass all of them. */
    public static final class Options {

        private final Map<String, String> values;

        private Options(Map<String, String> values) {
            this.values = values;
        }

        public Optional<String> find(String option) {
            return Optional.ofNullable(values.get(option)).filter(value -> !value.isEmpty());
        }

        public String get(String option, String otherwise) {
            return find(option).orElse(otherwise);
        }

        public String require(String option) {
            return find(option)
                    .orElseThrow(() -> new BadInput(
                            "--%s is missing".formatted(option),
                            "give it, as in %s=…".formatted(option.toUpperCase(Locale.ROOT))));
        }
    }
}
