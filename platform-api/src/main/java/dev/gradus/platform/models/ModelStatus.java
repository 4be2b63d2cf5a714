package dev.gradus.platform.models;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a logged model is, by MLflow's names and numbers. */
enum ModelStatus {
    LOGGED_MODEL_STATUS_UNSPECIFIED(0),
    LOGGED_MODEL_PENDING(1),
    LOGGED_MODEL_READY(2),
    LOGGED_MODEL_UPLOAD_FAILED(3);

    private final int number;

    ModelStatus(int number) {
        this.number = number;
    }

    /** The status of a name; an unknown name is as good as none, as in the protocol. */
    static ModelStatus named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElse(LOGGED_MODEL_STATUS_UNSPECIFIED);
    }

    /** The numbers by name. */
    static Map<String, Integer> numbers() {
        return Arrays.stream(values()).collect(Collectors.toMap(ModelStatus::name, ModelStatus::number));
    }

    /** Its number in the protocol, by which it is kept. */
    int number() {
        return number;
    }
}
