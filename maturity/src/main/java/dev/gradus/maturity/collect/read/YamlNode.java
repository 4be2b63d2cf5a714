package dev.gradus.maturity.collect.read;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A node of a YAML (or JSON) document that knows its line. Nothing is constructed, so aliases cannot blow it up.
 *
 * <pre>{@code
 * int line = YamlNode.parse(text).orElseThrow().get("stages").orElseThrow().line();
 * }</pre>
 */
public record YamlNode(Node node) {

    /** The first document; empty where the text is no YAML or has no document. */
    public static Optional<YamlNode> parse(String text) {
        return documents(text).stream().findFirst();
    }

    /** Every document of a stream; none where any of the text is no YAML. */
    public static List<YamlNode> documents(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(60);
        limits.setCodePointLimit(TreeText.LIMIT);
        List<YamlNode> documents = new ArrayList<>();
        try {
            new Yaml(limits).composeAll(new StringReader(text)).forEach(node -> documents.add(new YamlNode(node)));
        } catch (YAMLException e) {
            return List.of();
        }
        return documents;
    }

    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** The value of a key as text, empty where there is none. */
    public String text(String key) {
        return get(key).map(YamlNode::text).orElse("");
    }

    /** The entries of a mapping in their order; none for other nodes. */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.put(key.getValue(), new YamlNode(tuple.getValueNode()));
                }
            }
        }
        return entries;
    }

    /** The items of a sequence; none for other nodes. */
    public List<YamlNode> items() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(YamlNode::new).toList()
                : List.of();
    }

    /** The text of a scalar, empty for other nodes. */
    public String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Whether the document gives the node this tag, such as {@code !reference}. */
    public boolean isTagged(String tag) {
        return node.getTag().getValue().equals(tag);
    }

    /** 1-based line on which the node begins. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }
}
