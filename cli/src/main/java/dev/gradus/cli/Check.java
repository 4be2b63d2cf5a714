package dev.gradus.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param outcome whether the control plane can run so
 * @param found what was found
 * @param remedy what to do; null where all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Check(
        String name,
        Outcome outcome,
        String found,
        @Nullable String remedy) {
    /** What a check says. */
    enum Outcome {
        /** It is as it should be. */
        OK,
        /** It works, with something to know. */
        WARNING,
        /** The control plane can not run so. */
        FAILED
    }

    static Check ok(String name, String found) {
        return new Check(name, Outcome.OK, found, null);
    }

    static Check warning(String name, String found, String remedy) {
        return new Check(name, Outcome.WARNING, found, remedy);
    }

    static Check failed(String name, String found, String remedy) {
        return new Check(name, Outcome.FAILED, found, remedy);
    }
}
