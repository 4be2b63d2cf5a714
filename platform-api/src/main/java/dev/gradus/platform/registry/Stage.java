package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The stages that MLflow had before aliases; deprecated there, and still spoken by its clients. */
enum Stage {
    NONE("None"),
    STAGING("Staging"),
    PRODUCTION("Production"),
    ARCHIVED("Archived");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** The stage of a name, whose case does not matter. */
    static Stage named(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> MlflowProblem.invalid("Invalid Model Version stage: " + name
                        + ". Value must be one of "
                        + Arrays.stream(values()).map(Stage::label).collect(Collectors.joining(", ")) + "."));
    }

    /** Its name as MLflow writes it. */
    String label() {
        return label;
    }

    /** Whether versions in it are in use, so that a newcomer may archive them. */
    boolean isActive() {
        return this == STAGING || this == PRODUCTION;
    }
}
