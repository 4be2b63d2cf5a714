package dev.gradus.cli;

import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Question;
import dev.gradus.templates.render.Renderer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a person for the answers that the command line did not give. */
final class Interview {
    private final Console console;
    private final BufferedReader in;

    Interview(Console console) {
        this.console = console;
        this.in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    /** The given answers and the asked ones; an empty line takes the default that is shown. */
    Map<String, Object> complete(Pack pack, Map<String, Object> given) {
        Map<String, Object> answers = new LinkedHashMap<>(given);
        Map<String, Object> defaults = new Renderer().complete(pack, given);
        for (Question question : pack.questions()) {
            if (!answers.containsKey(question.name())) {
                Object fallback = defaults.get(question.name());
                String answer = ask(question, fallback);
                if (!answer.isBlank()) {
                    answers.put(question.name(), answer.strip());
                }
            }
        }
        return answers;
    }

    private String ask(Question question, @Nullable Object fallback) {
        Paint paint = console.remarkPaint();
        String choices = question.choices().isEmpty() ? "" : " (" + String.join(" | ", question.choices()) + ")";
        String shown = fallback == null ? "" : " " + paint.dim("[" + fallback + "]");
        console.ask(paint.bold(question.title()) + choices + shown + ": ");
        try {
            String line = in.readLine();
            if (line == null) {
                throw CliProblem.mistake(
                        "the answer for \"" + question.name() + "\" is missing", "answer, or add --yes");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
