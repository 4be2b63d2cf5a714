package dev.gradus.maturity.collect.review;

import dev.gradus.maturity.collect.document.OwnerCollector;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * The rules by which a code host asks owners for a review; the last that matches a path decides.
 *
 * @param path of the file that the host reads
 */
record CodeOwners(String path, List<Rule> rules) {

    /** The places in the order in which the hosts look for it. */
    private static final List<String> PLACES =
            List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

    private static final Pattern SECTION = Pattern.compile("\\^?\\[[^\\]]+](\\[\\d+])?.*");

    /**
     * One line.
     *
     * @param owners those who are no placeholder; none where the line takes paths out
     */
    record Rule(String pattern, List<String> owners, int line) {

        /** A rule for a folder covers all in it, one for {@code folder/*} only what lies in it directly. */
        boolean covers(String path) {
            if (pattern.equals("*")) {
                return true;
            }
            FastIgnoreRule rule = new FastIgnoreRule(pattern);
            boolean shallow = pattern.endsWith("/*");
            for (int slash = path.indexOf('/'); slash > 0 && !shallow; slash = path.indexOf('/', slash + 1)) {
                if (rule.isMatch(path.substring(0, slash), true)) {
                    return true;
                }
            }
            return rule.isMatch(path, false);
        }
    }

    static Optional<CodeOwners> of(TreeText texts) {
        return PLACES.stream().filter(texts::has).findFirst().map(path -> read(texts, path));
    }

    /** Who is asked for a review of a change to the path. */
    List<String> ownersOf(String path) {
        List<String> owners = List.of();
        for (Rule rule : rules) {
            owners = rule.covers(path) ? rule.owners() : owners;
        }
        return owners;
    }

    private static CodeOwners read(TreeText texts, String path) {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty() && !SECTION.matcher(line).matches()) {
                List<String> words = List.of(line.split("\\s+", -1));
                List<String> owners = Stream.of(line.split("\\s+", -1))
                        .skip(1)
                        .filter(owner -> !OwnerCollector.isPlaceholder(owner))
                        .toList();
                rules.add(new Rule(words.get(0), owners, i + 1));
            }
        }
        return new CodeOwners(path, List.copyOf(rules));
    }
}
