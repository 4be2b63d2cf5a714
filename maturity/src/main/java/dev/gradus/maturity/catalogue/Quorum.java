package dev.gradus.maturity.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least share of a stage's controls, core ones aside, that must count.
 *
 * <pre>{@code
 * new Quorum(2, 3).least(7); // 5
 * }</pre>
 */
public record Quorum(int numerator, int denominator) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})(?:/(\\d{1,3}))?");

    public Quorum {
        if (numerator < 0 || denominator < 1 || numerator > denominator) {
            throw new IllegalArgumentException("a quorum of %d/%d".formatted(numerator, denominator));
        }
    }

    /** Reads {@code 0}, {@code 1/2} or {@code 1}; empty for what is no share. */
    static Optional<Quorum> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int numerator = Integer.parseInt(matcher.group(1));
        int denominator = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        return denominator < 1 || numerator > denominator
                ? Optional.empty()
                : Optional.of(new Quorum(numerator, denominator));
    }

    /** How many of so many controls must count: the share, rounded up. */
    public int least(int controls) {
        return (numerator * controls + denominator - 1) / denominator;
    }
}
