package dev.gradus.platform.differential;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, with symbols such as <code>${run3}</code> where each server has an id of its own.
 *
 * @param name the endpoint, for the report
 * @param path below {@code /}, with symbols
 * @param body text with symbols; null for none
 * @param learns what the answer teaches: ids that the server chose
 */
record Call(
        String name,
        String method,
        String path,
        List<Parameter> query,
        @Nullable String body,
        String contentType,
        List<Learnt> learns) {
    Call {
        query = List.copyOf(query);
        learns = List.copyOf(learns);
    }

    /** A parameter of the query string, not yet encoded. */
    record Parameter(String name, String value) {}

    /** The symbol that stands from now on for what the answer holds there. */
    record Learnt(String symbol, JsonPointer at) {}

    /** Whether it asks only. */
    boolean reads() {
        return method.equals("GET") || name.startsWith("SEARCH_");
    }

    @Override
    public String toString() {
        String parameters = query.isEmpty() ? "" : " " + query;
        return method + " /" + path + parameters + (body == null ? "" : " " + shortened(body));
    }

    private static String shortened(String text) {
        return text.length() <= 1500 ? text : text.substring(0, 1500) + "… (" + text.length() + " characters)";
    }
}
