package dev.gradus.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** What problem+json holds (RFC 9457, with a stable code and a remedy). */
record ProblemBody(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String remedy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> fields) {
    static ProblemBody of(Problem problem) {
        ProblemCode code = problem.code();
        return new ProblemBody(
                "about:blank",
                code.title(),
                code.status(),
                code.name(),
                problem.detail(),
                problem.remedy(),
                problem.fields());
    }
}
