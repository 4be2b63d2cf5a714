package dev.gradus.platform;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/**
 * A program that a test talks to and that an environment variable names. Where it is not named the test is skipped with the reason, and
 * fails where {@code GRADUS_REQUIRE_PARTS} is 1.
 *
 * <pre>{@code
 * Path mlflow = Part.named("GRADUS_MLFLOW", "the mlflow executable");
 * }</pre>
 */
public final class Part {
    private Part() {}

    public static Path named(String variable, String what) {
        String path = System.getenv(variable);
        if (path == null) {
            String reason = variable + " does not name " + what;
            if ("1".equals(System.getenv("GRADUS_REQUIRE_PARTS"))) {
                fail(reason);
            }
            abort(reason);
        }
        return Path.of(path);
    }
}
