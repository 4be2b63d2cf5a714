package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of some names, which may also come by number; an unknown name is as good as none, an unknown number is an error. */
record Choice(Map<String, Integer> numbers) implements Type {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

    Choice {
        numbers = Map.copyOf(numbers);
    }

    @Override
    public void read(JsonNode value, Consumer<Object> into) throws NotOfTypeException {
        if (value.isTextual() && numbers.containsKey(value.textValue())) {
            into.accept(value.textValue());
        } else if (!value.isTextual() || NUMBER.matcher(value.textValue()).matches()) {
            into.accept(named((Long) Scalar.INT64.of(value)));
        }
    }

    @Override
    public boolean looksRight(JsonNode value) {
        return value.isTextual();
    }

    @Override
    public String label() {
        return numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(choice -> "`" + choice.getKey() + "`")
                .collect(Collectors.joining(", "));
    }

    private String named(long number) throws NotOfTypeException {
        for (Map.Entry<String, Integer> choice : numbers.entrySet()) {
            if (choice.getValue().longValue() == number) {
                return choice.getKey();
            }
        }
        throw new NotOfTypeException();
    }
}
