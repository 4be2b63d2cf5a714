package dev.gradus.kit.predictions;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a log, named by the moment it was begun and a random number that keeps the files of several servers apart.
 *
 * @param begun milliseconds since 1970
 * @param random any number
 */
record Segment(long begun, int random) implements Comparable<Segment> {

    private static final int RADIX = 36;
    private static final Pattern FILE = Pattern.compile("(predictions|labels)-([0-9a-z]{8,9}-[0-9a-f]{8})\\.jsonl");

    /** What a segment holds; the word begins its file's name. */
    enum Kind {
        PREDICTIONS,
        LABELS;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    static Segment parse(String text) {
        int dash = text.indexOf('-');
        return new Segment(
                Long.parseLong(text.substring(0, dash), RADIX), HexFormat.fromHexDigits(text, dash + 1, text.length()));
    }

    /** The segment that a file is, where its name says that it is one of that kind. */
    static Optional<Segment> of(Path file, Kind kind) {
        Matcher matcher = FILE.matcher(file.getFileName().toString());
        return matcher.matches() && matcher.group(1).equals(kind.word)
                ? Optional.of(parse(matcher.group(2)))
                : Optional.empty();
    }

    Path file(Path folder, Kind kind) {
        return folder.resolve(kind.word + "-" + this + ".jsonl");
    }

    Instant time() {
        return Instant.ofEpochMilli(begun);
    }

    @Override
    public int compareTo(Segment other) {
        return begun == other.begun ? Integer.compare(random, other.random) : Long.compare(begun, other.begun);
    }

    @Override
    public String toString() {
        return Long.toString(begun, RADIX) + "-" + HexFormat.of().toHexDigits(random);
    }
}
