package dev.gradus.platform.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where artefacts are said to be, taken apart by RFC 3986 but forgiving: a location is judged here, never opened, and
 * one that {@link java.net.URI} would not parse has to be judged too.
 *
 * @param scheme in lower case; empty for a plain path
 * @param authority what stands between {@code //} and the path, in lower case
 */
record Location(String scheme, String authority, String path) {
    private static final Pattern PARTS =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*).*", Pattern.DOTALL);
    private static final List<String> PROXY = List.of("api", "2.0", "mlflow-artifacts", "artifacts");

    static Location of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Location(lower(parts.group(1)), lower(parts.group(2)), parts.group(3));
    }

    /** Whether it is on the machine that reads it. */
    boolean isLocal() {
        return scheme.isEmpty() || scheme.equals("file");
    }

    /** Whether it is an artefact that this server hands out. */
    boolean isServed() {
        boolean http = scheme.equals("http") || scheme.equals("https");
        return scheme.equals("mlflow-artifacts") || (http && Collections.indexOfSubList(segments(), PROXY) >= 0);
    }

    /** Whether it is the root or lies below it, however its path is encoded. */
    boolean isWithin(Location root) {
        List<String> mine = segments();
        List<String> roots = root.segments();
        boolean sameHost = scheme.equals(root.scheme) && authority.equals(root.authority);
        return sameHost
                && !roots.isEmpty()
                && mine.size() >= roots.size()
                && mine.subList(0, roots.size()).equals(roots);
    }

    /** The path's segments, decoded as often as they are encoded. */
    List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(Location::decode)
                .toList();
    }

    /** A text decoded until decoding changes nothing, as who would smuggle a path may encode it twice. */
    static String decode(String text) {
        String before;
        String decoded = text;
        do {
            before = decoded;
            decoded = decodeOnce(before);
        } while (!decoded.equals(before));
        return decoded;
    }

    private static String decodeOnce(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            boolean encoded = bytes[i] == '%' && high >= 0 && low >= 0;
            decoded.write(encoded ? high * 16 + low : bytes[i]);
            i += encoded ? 2 : 0;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
