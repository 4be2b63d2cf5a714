package dev.gradus.platform.differential;

/** Artefacts through the server: put, listed, read, deleted, and asked for where they must not be. */
final class ArtifactCalls {
    private final Dice dice;
    private final World world;

    ArtifactCalls(Dice dice, World world) {
        this.dice = dice;
        this.world = world;
    }

    Draft next() {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> put();
            case 3, 4 -> new Draft(Endpoint.GET_ARTIFACT).at("path", known());
            case 5, 6 -> list();
            case 7 -> new Draft(Endpoint.LIST_MODEL_ARTIFACTS).at("model", world.loggedModel());
            case 8 -> new Draft(Endpoint.LIST_PROXIED).with("path", dice.oneIn(2) ? root() : known());
            default -> delete();
        };
    }

    /** Files without a folder of their own: MLflow's server leaves a folder without files behind. */
    private Draft delete() {
        return new Draft(Endpoint.DELETE_ARTIFACT)
                .at("path", root() + "/" + dice.of("notes.txt", "metrics.json", "page.html"));
    }

    private Draft put() {
        String path = root() + "/" + file();
        return new Draft(Endpoint.PUT_ARTIFACT)
                .at("path", path)
                .body("application/octet-stream", dice.of("", "one", "line\nline\n", "{\"a\": 1}", "x".repeat(10_000)))
                .then(() -> world.files.add(path));
    }

    private Draft list() {
        Draft draft = new Draft(Endpoint.LIST_ARTIFACTS).with("run_id", world.run());
        return dice.oneIn(2)
                ? draft
                : draft.with(
                        "path",
                        dice.of(
                                "model",
                                "model/data",
                                "plots",
                                "nothing",
                                "../..",
                                "/etc",
                                "a/../../b",
                                "%2e%2e",
                                "model/"));
    }

    private String known() {
        return world.files.isEmpty() || dice.oneIn(5) ? root() + "/" + file() : dice.of(world.files);
    }

    private String root() {
        return dice.oneIn(20) ? "of/nobody" : world.artifactRoot();
    }

    private String file() {
        return dice.oneIn(12)
                ? dice.of(
                        "../up",
                        "a/../../../etc/passwd",
                        "..%2f..%2fup",
                        "a//b",
                        "größe.txt",
                        "with space.txt",
                        "c:\\x",
                        "a\\b")
                : dice.of(
                        "model/MLmodel",
                        "model/data/weights.bin",
                        "plots/a.png",
                        "notes.txt",
                        "metrics.json",
                        "page.html");
    }
}
