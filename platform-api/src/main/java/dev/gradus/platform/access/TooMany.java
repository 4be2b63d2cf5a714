package dev.gradus.platform.access;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import java.time.Duration;

/** Says to somebody who asks too often when to ask again. */
final class TooMany {
    private TooMany() {}

    static Problem problem(String detail, long nanosToWait) {
        Duration wait = Duration.ofSeconds(Duration.ofNanos(nanosToWait).toSeconds() + 1);
        return Problem.passing(ProblemCode.TOO_MANY_REQUESTS, detail, wait);
    }
}
