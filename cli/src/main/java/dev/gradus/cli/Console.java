package dev.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Where answers and remarks go: answers to standard output, everything else to standard error.
 *
 * <pre>{@code
 * console.answer("level  " + console.paint().bold("managed"));
 * console.remark("training on 73908 rides");
 * }</pre>
 */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Paint paint;
    private final Paint remarkPaint;
    private final boolean quiet;
    private final boolean canAsk;
    private final boolean showsProgress;

    private Console(boolean noColour, boolean quiet) {
        Map<String, String> env = System.getenv();
        String terminals = env.getOrDefault("GRADUS_TTY", "");
        boolean wanted = !noColour && env.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(env.get("TERM"));
        this.out = System.out;
        this.err = System.err;
        this.paint = new Paint(wanted && terminals.contains("1"));
        this.remarkPaint = new Paint(wanted && terminals.contains("2"));
        this.quiet = quiet;
        this.canAsk = terminals.contains("0") && terminals.contains("2");
        this.showsProgress = terminals.contains("2") && !quiet;
    }

    /**
     * The process' own streams. The launcher says in {@code GRADUS_TTY} which of them are terminals ({@code 0}, {@code 1},
     * {@code 2}), since Java 17 can't tell them apart.
     */
    static Console ofProcess(boolean noColour, boolean quiet) {
        return new Console(noColour, quiet);
    }

    /** Colours for {@link #answer}. */
    Paint paint() {
        return paint;
    }

    /** Colours for {@link #remark}. */
    Paint remarkPaint() {
        return remarkPaint;
    }

    /** Whether a person can be asked. */
    boolean canAsk() {
        return canAsk;
    }

    void answer(String line) {
        out.println(line);
    }

    void json(Object value) {
        out.println(Json.write(value));
    }

    void remark(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** A line that the next one replaces; shown on a terminal only. */
    void progress(String line) {
        if (showsProgress) {
            err.print("\r\u001b[2K" + line);
            err.flush();
        }
    }

    /** Clears what {@link #progress} showed. */
    void progressDone() {
        progress("");
    }

    /** A question on the terminal; its answer comes through standard input. */
    void ask(String question) {
        err.print(question);
        err.flush();
    }

    /** An error is told even when quiet was asked for. */
    void error(String line) {
        progressDone();
        err.println(remarkPaint.red(remarkPaint.bold("gradus:")) + " " + line);
    }

    /** {@code 41.3 s}, {@code 2 min 05 s}. */
    static String seconds(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
    }

    /** Kept apart so that a verb without JSON does not load Jackson. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

        static String write(Object value) {
            try {
                return MAPPER.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("no JSON for " + value.getClass(), e);
            }
        }
    }
}
