package dev.gradus.templates.pack;

import dev.gradus.templates.Stage;
import java.util.List;

/** What one stage adds: its own folder in the pack, and verbatim copies of others. */
public record Overlay(Stage stage, List<Include> includes) {

    /** All files under {@code from} in the pack, copied byte for byte to {@code to} in the project. */
    public record Include(String from, String to) {}
}
