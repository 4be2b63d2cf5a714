package dev.gradus.platform.tracking;

/** An experiment, as far as those who write into it must know it. */
public record Experiment(long id, long teamId, String name, String artifactLocation, boolean active) {
    String subject() {
        return "experiment/" + id;
    }

    /** Where the artefacts of a logged model of it are. */
    public String artifactsOfModel(String modelId) {
        return ArtifactLocation.ofRun(artifactLocation, "models/" + modelId);
    }
}
