package dev.gradus.maturity.collect.ci;

import dev.gradus.maturity.collect.read.YamlNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Names of branches in filters: which of them can be the default one, which the tree does not say. */
final class Branches {

    private static final List<String> DEFAULTS = List.of("main", "master", "trunk", "develop", "default");

    private Branches() {}

    /** Whether the default branch may be among the patterns of a filter. */
    static boolean mayBeDefault(YamlNode patterns) {
        List<YamlNode> items = patterns.items().isEmpty() ? List.of(patterns) : patterns.items();
        return items.stream().map(YamlNode::text).anyMatch(Branches::mayBeDefault);
    }

    static boolean mayBeDefault(String pattern) {
        if (pattern.contains("default")) {
            return true;
        }
        try {
            PathMatcher glob =
                    FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceAll("[\\[\\]{}\\\\!]", "?"));
            return DEFAULTS.stream().anyMatch(name -> glob.matches(Path.of(name)));
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
