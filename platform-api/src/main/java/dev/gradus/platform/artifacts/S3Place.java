package dev.gradus.platform.artifacts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in an object store.
 *
 * <pre>{@code
 * S3Place.parse("s3://ml-artifacts/gradus"); // bucket ml-artifacts, keys gradus/…
 * }</pre>
 *
 * @param prefix empty, or ends with a slash
 */
record S3Place(String bucket, String prefix) {
    private static final Pattern SHAPE = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*?))?/*");

    static boolean isOne(String place) {
        return place.startsWith("s3:");
    }

    static S3Place parse(String place) {
        Matcher shape = SHAPE.matcher(place);
        if (!shape.matches()) {
            throw new IllegalArgumentException(
                    "gradus.artifacts is \"%s\". Maybe: s3://bucket/prefix, or a folder.".formatted(place));
        }
        String prefix = shape.group(2);
        return new S3Place(shape.group(1), prefix == null || prefix.isEmpty() ? "" : prefix + "/");
    }
}
