package dev.gradus.templates.pack;

import java.util.LinkedHashMap;
import java.util.Map;

/** A change of recorded answers that a newer version of a pack asks for. The set is closed: packs carry no code. */
public sealed interface Migration {

    /** The answers as the version of the pack that declares this migration knows them. */
    Map<String, Object> apply(Map<String, Object> answers);

    /** The answer has another name from now on. */
    record RenameAnswer(String from, String to) implements Migration {
        @Override
        public Map<String, Object> apply(Map<String, Object> answers) {
            Map<String, Object> renamed = new LinkedHashMap<>();
            answers.forEach((name, value) -> renamed.put(name.equals(from) ? to : name, value));
            return renamed;
        }
    }

    /** The answer is no longer asked. */
    record DropAnswer(String name) implements Migration {
        @Override
        public Map<String, Object> apply(Map<String, Object> answers) {
            Map<String, Object> kept = new LinkedHashMap<>(answers);
            kept.remove(name);
            return kept;
        }
    }
}
