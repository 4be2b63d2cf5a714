package dev.gradus.templates;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the word that was probably meant.
 *
 * <pre>{@code
 * Nearest.to("manged", List.of("adhoc", "managed")); // Optional[managed]
 * }</pre>
 */
public final class Nearest {
    private Nearest() {}

    /** The known word closest to the given one, if it is close enough to be a slip of the hand. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> distance(word, other) <= Math.max(1, Math.min(word.length(), other.length()) / 3))
                .min(Comparator.comparingInt((String other) -> distance(word, other))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A remedy that names the closest word, or else all of them. */
    public static String remedy(String word, Collection<String> known) {
        return to(word, known)
                .map(found -> "did you mean \"" + found + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? "leave it out; none is known here"
                        : "use one of " + String.join(", ", known));
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
