package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a GitLab configuration with those of the files of the tree that it includes, each with where it stands. */
final class GitLabFile {

    private static final int LONGEST_CHAIN = 10;

    private final TreeText texts;
    private final List<Pipeline.Absent> absent;
    private final Map<String, Placed> keys = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private GitLabFile(TreeText texts, List<Pipeline.Absent> absent) {
        this.texts = texts;
        this.absent = absent;
    }

    /** A node and the file in which it stands. */
    record Placed(YamlNode node, String path) {}

    /** @param absent gathers the included files that the tree has not */
    static Map<String, Placed> keys(TreeText texts, String path, List<Pipeline.Absent> absent) {
        GitLabFile file = new GitLabFile(texts, absent);
        file.read(path);
        return file.keys;
    }

    private void read(String path) {
        if (!read.add(path) || read.size() > 100) {
            return;
        }
        texts.of(path).flatMap(YamlNode::parse).ifPresent(root -> {
            // What a file includes comes first: the file's own keys go over it.
            root.get("include").ifPresent(include -> include(include, path));
            merged(root).forEach((key, node) -> keys.put(key, new Placed(node, path)));
        });
    }

    private void include(YamlNode include, String path) {
        include.items().forEach(item -> include(item, path));
        String local = include.text().isEmpty() ? include.text("local") : include.text();
        if (local.isEmpty() || local.contains("://") || local.contains("$")) {
            return;
        }
        String wanted = Paths.join("", local);
        if (wanted.contains("*")) {
            PathMatcher glob =
                    FileSystems.getDefault().getPathMatcher("glob:" + wanted.replaceAll("[\\[\\]{}\\\\]", "?"));
            texts.paths(each -> glob.matches(Path.of(each))).forEach(this::read);
        } else if (texts.has(wanted)) {
            read(wanted);
        } else {
            absent.add(new Pipeline.Absent(wanted, path, include.line()));
        }
    }

    /** The entries of a mapping, those of what {@code <<} merges into it first. */
    static Map<String, YamlNode> merged(YamlNode mapping) {
        return merged(mapping, 0);
    }

    private static Map<String, YamlNode> merged(YamlNode mapping, int depth) {
        Map<String, YamlNode> merged = new LinkedHashMap<>();
        YamlNode other = mapping.entries().get("<<");
        if (other != null && depth < LONGEST_CHAIN) {
            Stream.concat(other.items().stream(), Stream.of(other))
                    .forEach(each -> merged.putAll(merged(each, depth + 1)));
        }
        mapping.entries().forEach((key, value) -> {
            if (!key.equals("<<")) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /** The keys of a job with those of the jobs that it extends; of one key the nearest counts. */
    static Map<String, Placed> extended(Map<String, Placed> keys, String job) {
        Map<String, Placed> found = new LinkedHashMap<>();
        extend(keys, job, found, new LinkedHashSet<>());
        return found;
    }

    private static void extend(Map<String, Placed> keys, String job, Map<String, Placed> found, Set<String> seen) {
        Placed placed = keys.get(job);
        if (placed == null || !seen.add(job) || seen.size() > LONGEST_CHAIN) {
            return;
        }
        Map<String, YamlNode> own = merged(placed.node());
        YamlNode parents = own.get("extends");
        if (parents != null) {
            List<YamlNode> names = parents.items().isEmpty() ? List.of(parents) : parents.items();
            names.forEach(name -> extend(keys, name.text(), found, seen));
        }
        own.forEach((key, node) -> found.put(key, new Placed(node, placed.path())));
    }
}
