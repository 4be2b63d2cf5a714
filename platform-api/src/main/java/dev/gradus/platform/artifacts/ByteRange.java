package dev.gradus.platform.artifacts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an artefact, or all of it.
 *
 * <pre>{@code
 * ByteRange.parse("bytes=0-99", 1000); // the first hundred bytes
 * ByteRange.parse("bytes=-100", 1000); // the last hundred
 * }</pre>
 *
 * @param from the first byte, from 0
 * @param length how many bytes
 */
public record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** All of it. */
    public static ByteRange all(long size) {
        return new ByteRange(0, size);
    }

    /**
     * What a {@code Range} header asks for. Empty for a header that is to be ignored (RFC 9110, 14.2): of another unit, malformed, or of
     * several ranges. A range of no bytes is one that can't be satisfied.
     */
    public static Optional<ByteRange> parse(String header, long size) {
        Matcher range = ONE.matcher(header.trim());
        if (!range.matches() || header.trim().equals("bytes=-")) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(range.group(2)), size);
            return Optional.of(new ByteRange(size - length, length));
        }
        long from = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
        if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < from) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(from, Math.max(0, last - from + 1)));
    }

    /** The value of {@code Content-Range}. */
    public String of(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
