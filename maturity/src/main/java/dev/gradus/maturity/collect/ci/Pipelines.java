package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.TreeText;
import java.util.List;

/**
 * Every pipeline of a tree.
 *
 * <pre>{@code
 * Pipelines.read(texts).all().stream().flatMap(pipeline -> pipeline.jobs().stream()).filter(Job::unattended);
 * }</pre>
 */
public record Pipelines(List<Pipeline> all) {

    public static Pipelines read(TreeText texts) {
        return new Pipelines(texts.paths(path -> Service.of(path).isPresent())
                .map(path -> read(texts, Service.of(path).orElseThrow(), path))
                .toList());
    }

    private static Pipeline read(TreeText texts, Service service, String path) {
        return switch (service) {
            case GITHUB -> GitHubWorkflow.read(texts, path);
            case GITLAB -> GitLabPipeline.read(texts, path);
            default -> OtherPipeline.read(texts, service, path);
        };
    }
}
