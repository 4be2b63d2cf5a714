package dev.gradus.cli;

import dev.gradus.templates.Stage;

/** How far the demo walks. */
enum DemoStage {
    ADHOC,
    MANAGED,
    AUTOMATED;

    static DemoStage of(String word) {
        return switch (Stage.named(word)) {
            case ADHOC -> ADHOC;
            case MANAGED -> MANAGED;
            case AUTOMATED -> AUTOMATED;
            case ORCHESTRATED, GOVERNED ->
                throw CliProblem.mistake("the demo does not walk to \"" + word + "\" yet", "walk to \"automated\".");
        };
    }
}
