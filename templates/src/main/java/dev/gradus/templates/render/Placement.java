package dev.gradus.templates.render;

import dev.gradus.templates.Stage;

/** Which stage a file comes from, and how it meets a newer render of itself. */
public record Placement(Stage layer, Strategy strategy) {}
