package dev.gradus.templates.pack;

import java.util.List;
import java.util.Optional;

/**
 * One answer that a pack asks for, in the order of asking.
 *
 * @param name key of the answer, as in {@code --set name=value}
 * @param choices the only values allowed, empty where any will do
 * @param fallback what holds when nothing is answered; may refer to earlier answers
 */
public record Question(
        String name,
        String title,
        String description,
        String type,
        List<String> choices,
        boolean required,
        Optional<Object> fallback) {}
