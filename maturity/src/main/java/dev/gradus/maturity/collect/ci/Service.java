package dev.gradus.maturity.collect.ci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The services whose configuration is recognised. */
public enum Service {
    GITHUB("\\.github/workflows/[^/]+\\.ya?ml"),
    GITLAB("\\.gitlab-ci\\.ya?ml"),
    AZURE("\\.?azure-pipelines.*\\.ya?ml"),
    CIRCLECI("\\.circleci/config\\.ya?ml"),
    CLOUDBUILD("cloudbuild\\.ya?ml"),
    TEKTON("\\.tekton/.*\\.ya?ml"),
    JENKINS("Jenkinsfile");

    private final Pattern entry;

    Service(String entry) {
        this.entry = Pattern.compile(entry);
    }

    /** The service that reads the file by itself, without another file that names it. */
    public static Optional<Service> of(String path) {
        return Stream.of(values())
                .filter(service -> service.entry.matcher(path).matches())
                .findFirst();
    }

    /** The service as facts name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
