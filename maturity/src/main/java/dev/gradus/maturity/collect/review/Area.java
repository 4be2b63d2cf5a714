package dev.gradus.maturity.collect.review;

import dev.gradus.maturity.collect.ci.Service;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file is about: the model, the service around it, or what both run on.
 *
 * <pre>{@code
 * Area.of("serving/src/main/java/com/example/Rides.java"); // Optional[SERVE]
 * }</pre>
 */
public enum Area {
    TRAIN,
    SERVE,
    INFRA;

    private static final Pattern SOURCE = Pattern.compile(".*\\.(py|java|kt|scala|r|R|jl|ipynb|sql)");
    private static final Pattern SERVING =
            Pattern.compile("(?i)(^|.*/)(serve|server|serving|service|api|app|inference|predictor)(/.*|\\.\\w+)");
    private static final Pattern RUNNING = Pattern.compile(
            "(?i)(^|.*/)(deploy|deployment|deployments|infra|infrastructure|terraform|k8s|kubernetes|kustomize|helm|charts?"
                    + "|monitoring|gitops|ops)/.*|(.*/)?([^/]*Dockerfile[^/]*|Containerfile|Jenkinsfile|deploy[\\w-]*\\.sh"
                    + "|(docker-)?compose[\\w.-]*\\.ya?ml|kustomization\\.ya?ml|[^/]+\\.tf)");
    private static final Pattern DOCUMENT = Pattern.compile("(?i)(docs?/.*|.*\\.(md|txt|rst|adoc))");

    /** The area of a file; none for documents, data and what else belongs to nobody in particular. */
    public static Optional<Area> of(String path) {
        if (DOCUMENT.matcher(path).matches()) {
            return Optional.empty();
        }
        if (Service.of(path).isPresent()
                || path.startsWith(".gitlab/ci/")
                || path.startsWith(".github/actions/")
                || RUNNING.matcher(path).matches()) {
            return Optional.of(INFRA);
        }
        if (!SOURCE.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(SERVING.matcher(path).matches() ? SERVE : TRAIN);
    }

    /** The area as facts name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
