package dev.gradus.templates.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.templates.BadInput;
import dev.gradus.templates.Nearest;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Given answers, completed by defaults and checked against the pack's schema. */
final class AnswerSheet {
    private final Pack pack;
    private final Expressions expressions;

    AnswerSheet(Pack pack, Expressions expressions) {
        this.pack = pack;
        this.expressions = expressions;
    }

    Map<String, Object> complete(Map<String, Object> given) {
        List<Question> questions = pack.questions();
        List<String> known = questions.stream().map(Question::name).toList();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new BadInput(
                        "pack \"" + pack.name() + "\" asks for no answer \"" + name + "\"",
                        Nearest.remedy(name, known));
            }
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Question question : questions) {
            Optional<Object> value = value(question, given, answers);
            if (value.isEmpty() && question.required()) {
                throw new BadInput(
                        "the answer \"" + question.name() + "\" is missing",
                        "give it, as in --set " + question.name() + "=…");
            }
            value.ifPresent(answer -> answers.put(question.name(), answer));
        }
        AnswerSchema.of(pack).check(answers);
        return answers;
    }

    private Optional<Object> value(Question question, Map<String, Object> given, Map<String, Object> answers) {
        Object answer = given.get(question.name());
        if (answer instanceof String text) {
            return Optional.of(typed(question, text));
        }
        if (answer != null) {
            return Optional.of(answer);
        }
        return question.fallback()
                .map(fallback -> fallback instanceof String template
                        ? expressions.evaluate("answers." + question.name() + ".default", template, answers)
                        : fallback);
    }

    /** Answers from a command line are text; the schema says what they mean. */
    private static Object typed(Question question, String text) {
        try {
            return switch (question.type()) {
                case "integer" -> Long.parseLong(text);
                case "number" -> Double.parseDouble(text);
                case "boolean" -> List.of("true", "false").contains(text) ? Boolean.valueOf(text) : text;
                default -> text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The properties' descriptions are the remedies. */
    static Optional<String> description(JsonNode schema, String name) {
        return Optional.of(
                        schema.path("properties").path(name).path("description").asText(""))
                .filter(text -> !text.isBlank());
    }
}
