package dev.gradus.maturity.catalogue;

import dev.gradus.maturity.BadInput;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds things by the names that people type. */
final class Words {

    private static final int FARTHEST_GUESS = 3;

    private Words() {}

    static <T> T find(String given, String kind, Collection<T> known, Function<T, String> word) {
        return known.stream()
                .filter(one -> word.apply(one).equals(given))
                .findFirst()
                .orElseThrow(() -> unknown(given, kind, known.stream().map(word).toList()));
    }

    private static BadInput unknown(String given, String kind, List<String> known) {
        return new BadInput(
                "there is no %s \"%s\"".formatted(kind, given),
                nearest(given, known)
                        .map(guess -> "Maybe: did you mean \"%s\"?".formatted(guess))
                        .orElse("Maybe: use one of %s.".formatted(String.join(", ", known))));
    }

    /** The known word that differs least, if it differs little. */
    static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String word) -> distance(given, word))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(word -> distance(given, word) <= Math.min(FARTHEST_GUESS, word.length() / 2));
    }

    /** Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
