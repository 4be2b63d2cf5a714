package dev.gradus.platform.search;

/** What a key of a search belongs to. */
public enum Entity {
    ATTRIBUTE("attribute"),
    METRIC("metric"),
    PARAMETER("parameter"),
    TAG("tag"),
    DATASET("dataset");

    private final String word;

    Entity(String word) {
        this.word = word;
    }

    /** MLflow's word. */
    public String word() {
        return word;
    }
}
