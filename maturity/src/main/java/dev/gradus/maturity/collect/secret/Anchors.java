package dev.gradus.maturity.collect.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Some rules, looked for together in one pass over a text, since most texts hold no first word of any rule. */
final class Anchors {

    private static final int ASCII = 128;

    /** By the first two characters of an anchor, which few places of a text have. */
    private final @Nullable List<Anchor>[] byStart;

    private record Anchor(String word, SecretRule rule) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    Anchors(List<SecretRule> rules) {
        byStart = new List[ASCII * ASCII];
        for (SecretRule rule : rules) {
            for (String word : rule.anchors()) {
                int start = word.charAt(0) * ASCII + word.charAt(1);
                List<Anchor> known = byStart[start];
                if (known == null) {
                    known = new ArrayList<>();
                    byStart[start] = known;
                }
                known.add(new Anchor(word, rule));
            }
        }
    }

    /** Where the first credible match of each rule begins. */
    Map<SecretRule, Integer> find(byte[] content) {
        Map<SecretRule, Integer> found = new LinkedHashMap<>();
        // One byte a character: no decoding, and every credential is ASCII.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (int at = 0; at + 1 < content.length; at++) {
            int start = content[at] * ASCII + content[at + 1];
            List<Anchor> anchors = content[at] < 0 || content[at + 1] < 0 ? null : byStart[start];
            if (anchors != null) {
                for (Anchor anchor : anchors) {
                    look(anchor, text, at, found);
                }
            }
        }
        return found;
    }

    private static void look(Anchor anchor, String text, int at, Map<SecretRule, Integer> found) {
        if (text.startsWith(anchor.word(), at) && !found.containsKey(anchor.rule())) {
            Matcher matcher = anchor.rule().pattern().matcher(text).useTransparentBounds(true);
            matcher.region(at, text.length());
            if (matcher.lookingAt() && anchor.rule().credible().test(matcher.group("secret"))) {
                found.put(anchor.rule(), at);
            }
        }
    }
}
