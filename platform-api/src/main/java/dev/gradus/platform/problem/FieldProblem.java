package dev.gradus.platform.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, {@code emails[1]}
 * @param message what is wrong, as the end of a sentence that begins with the field
 */
public record FieldProblem(String field, String message) {}
