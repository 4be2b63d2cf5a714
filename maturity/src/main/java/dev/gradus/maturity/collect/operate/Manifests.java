package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;

/** Objects of Kubernetes in plain files. */
final class Manifests {

    private Manifests() {}

    /** How many objects a file holds; none for one that is no manifest. */
    static int objects(TreeText texts, String path) {
        boolean yaml = path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json");
        String text = yaml ? texts.of(path).orElse("") : "";
        if (!text.contains("kind")) {
            return 0;
        }
        return (int) YamlNode.documents(text).stream()
                .filter(document -> !document.text("kind").isEmpty()
                        && document.get("metadata").isPresent())
                .count();
    }
}
