package dev.gradus.templates.merge;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scalars of a YAML stream under the path of their keys, each as often as it occurs. */
final class YamlEntries {
    private YamlEntries() {}

    /** Empty if it is no YAML, or if a mapping has a key twice. */
    static Optional<Map<String, Integer>> of(byte[] yaml) {
        YAMLMapper mapper = new YAMLMapper(YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(yaml)) {
            Map<String, Integer> entries = new HashMap<>();
            for (int i = 0; documents.hasNextValue(); i++) {
                read(String.valueOf(i), documents.nextValue(), entries);
            }
            return Optional.of(entries);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void read(String path, JsonNode node, Map<String, Integer> entries) {
        node.properties().forEach(entry -> read(path + "/" + entry.getKey(), entry.getValue(), entries));
        if (node.isArray()) {
            node.forEach(item -> read(path + "/-", item, entries));
        }
        if (node.isValueNode()) {
            entries.merge(path + "=" + node, 1, Integer::sum);
        }
    }
}
