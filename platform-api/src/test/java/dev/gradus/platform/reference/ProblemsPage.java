package dev.gradus.platform.reference;

import dev.gradus.platform.problem.ProblemCode;

/** What can go wrong, by the codes of problem+json. */
final class ProblemsPage {
    private ProblemsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Problems

                Generated from the code. An answer that says no is `application/problem+json` (RFC 9457) with a stable `code`, what was wrong with
                which value (`detail`) and what to do about it (`remedy`). Below MLflow's paths the answers have the shape and the codes of MLflow's own server.

                | Code | Status | Title | When |
                |---|---|---|---|
                """);
        for (ProblemCode code : ProblemCode.values()) {
            page.append("| `%s` | %d | %s | %s |%n".formatted(code, code.status(), code.title(), code.meaning()));
        }
        return page.toString();
    }
}
