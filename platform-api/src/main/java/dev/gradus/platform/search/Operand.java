package dev.gradus.platform.search;

import java.util.List;

/** What a key is compared with. */
public sealed interface Operand {
    /** A text. */
    record Text(String value) implements Operand {}

    /** A number: a {@link Long} if it was written as a whole one and fits, else a {@link Double}. */
    record Figure(Number value) implements Operand {}

    /** Several texts. */
    record Texts(List<String> values) implements Operand {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** Nothing, where the operator says it all. */
    record Nothing() implements Operand {}
}
