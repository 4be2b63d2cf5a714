package dev.gradus.templates.merge;

import dev.gradus.templates.render.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settles clashes in {@code pom.xml} and YAML that are none to a reader of their structure: both sides added entries at one
 * place, changed neighbouring lines, or one added next to what the other changed. The proof is in the result: it must parse, and hold every entry that either side added
 * and none that either side took away. Without that proof it stays a conflict of text.
 */
final class StructuredMerge {
    private static final Pattern IDENTITY = Pattern.compile("(?s).*/(artifactId|module|id)=.*|.*/properties/[^/=#]+");

    private final Strategy strategy;

    StructuredMerge(Strategy strategy) {
        this.strategy = strategy;
    }

    /** The text without conflict, empty if it is not clearly safe. */
    Optional<MergedText> settle(Lines base, Lines ours, Lines theirs, MergedText clashing) {
        List<Hunk> hunks = new ArrayList<>();
        for (Hunk hunk : clashing.hunks()) {
            if (hunk instanceof Hunk.Clash clash) {
                Optional<List<String>> settled = settle(clash);
                if (settled.isEmpty()) {
                    return Optional.empty();
                }
                hunks.add(new Hunk.Agreed(settled.get()));
            } else {
                hunks.add(hunk);
            }
        }
        MergedText settled = new MergedText(hunks, clashing.crlf(), clashing.label());
        return isLossless(base, ours, theirs, settled.lines()) ? Optional.of(settled) : Optional.empty();
    }

    private static Optional<List<String>> settle(Hunk.Clash clash) {
        if (clash.base().isEmpty()) {
            List<String> both = new ArrayList<>(clash.ours());
            both.addAll(clash.theirs());
            return Optional.of(both).filter(lines -> lines.stream().allMatch(line -> line.endsWith("\n")));
        }
        int size = clash.base().size();
        Optional<List<String>> settled =
                clash.ours().size() == size && clash.theirs().size() == size ? lineByLine(clash) : Optional.empty();
        return settled.or(() -> around(clash.base(), clash.ours(), clash.theirs()))
                .or(() -> around(clash.base(), clash.theirs(), clash.ours()));
    }

    /** One side only put lines around those that the other changed. */
    private static Optional<List<String>> around(List<String> base, List<String> adding, List<String> changing) {
        int at = Collections.indexOfSubList(adding, base);
        if (at < 0) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(adding.subList(0, at));
        lines.addAll(changing);
        lines.addAll(adding.subList(at + base.size(), adding.size()));
        return Optional.of(lines).filter(all -> all.stream().allMatch(line -> line.endsWith("\n")));
    }

    private static Optional<List<String>> lineByLine(Hunk.Clash clash) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < clash.base().size(); i++) {
            String base = clash.base().get(i);
            String ours = clash.ours().get(i);
            String theirs = clash.theirs().get(i);
            if (!ours.equals(base) && !theirs.equals(base) && !ours.equals(theirs)) {
                return Optional.empty();
            }
            lines.add(ours.equals(base) ? theirs : ours);
        }
        return Optional.of(lines);
    }

    private boolean isLossless(Lines base, Lines ours, Lines theirs, Lines result) {
        Optional<Map<String, Integer>> b = entries(base);
        Optional<Map<String, Integer>> o = entries(ours);
        Optional<Map<String, Integer>> t = entries(theirs);
        Optional<Map<String, Integer>> r = entries(result);
        return b.isPresent()
                && o.isPresent()
                && t.isPresent()
                && r.isPresent()
                && !addsTheSame(b.get(), o.get(), t.get())
                && r.get().equals(expected(b.get(), o.get(), t.get()));
    }

    /** Per entry: what the base holds, and what each side added or took away. */
    private static Map<String, Integer> expected(
            Map<String, Integer> base, Map<String, Integer> ours, Map<String, Integer> theirs) {
        Map<String, Integer> expected = new HashMap<>(ours);
        theirs.forEach((entry, count) -> expected.merge(entry, count, Integer::sum));
        base.forEach((entry, count) -> expected.merge(entry, -count, Integer::sum));
        expected.values().removeIf(count -> count == 0);
        return expected;
    }

    /** Two entries of one identity, be it a module, a dependency or a property, would be one too many. */
    private static boolean addsTheSame(
            Map<String, Integer> base, Map<String, Integer> ours, Map<String, Integer> theirs) {
        return ours.keySet().stream()
                .filter(entry -> IDENTITY.matcher(entry).matches())
                .anyMatch(entry -> ours.getOrDefault(entry, 0) > base.getOrDefault(entry, 0)
                        && theirs.getOrDefault(entry, 0) > base.getOrDefault(entry, 0));
    }

    private Optional<Map<String, Integer>> entries(Lines lines) {
        return switch (strategy) {
            case XML -> XmlEntries.of(lines.bytes());
            case YAML -> YamlEntries.of(lines.bytes());
            case USER, TEXT, BINARY -> Optional.empty();
        };
    }
}
