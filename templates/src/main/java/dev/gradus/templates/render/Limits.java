package dev.gradus.templates.render;

import java.time.Duration;

/** What the rendering of a pack that did not come with the program may use. */
public record Limits(Duration time, int heapMegabytes, long outputBytes) {
    public static final Limits STANDARD = new Limits(Duration.ofSeconds(30), 256, 64L << 20);
}
