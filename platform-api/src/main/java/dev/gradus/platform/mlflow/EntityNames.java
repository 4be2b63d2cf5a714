package dev.gradus.platform.mlflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * What MLflow demands of the names of metrics, parameters, tags and models alike.
 *
 * <pre>{@code
 * EntityNames.key("key", "train/loss");    // "train/loss"
 * EntityNames.key("key", "../loss");       // refused
 * }</pre>
 */
public final class EntityNames {
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);

    private EntityNames() {}

    /** A key; {@code path} is how the request names it. */
    public static String key(String path, String key) {
        if (!KEY.matcher(key).matches()) {
            throw refused(
                    path,
                    key,
                    "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), "
                            + "colon(:) and slashes (/).");
        }
        return plain(path, key);
    }

    /** A name that would be no other name if it were a file's. */
    public static String plain(String path, String name) {
        String normal = normalized(name);
        if (!normal.equals(name) || normal.equals(".") || normal.startsWith("..") || normal.startsWith("/")) {
            throw refused(
                    path,
                    name,
                    "Names may be treated as files in certain cases, and must not resolve to other names when treated "
                            + "as such. This name would resolve to " + Python.quoted(normal));
        }
        return name;
    }

    /** A text that is not too long; {@code most} is in characters. */
    public static String within(String path, int most, String text) {
        if (text.codePointCount(0, text.length()) > most) {
            throw MlflowProblem.invalid("'" + path + "' exceeds the maximum length of " + most + " characters");
        }
        return text;
    }

    /** A path without empty and dotted parts, as POSIX reads it: two leading slashes are kept, three are one. */
    private static String normalized(String path) {
        int slashes = path.startsWith("//") && !path.startsWith("///") ? 2 : path.startsWith("/") ? 1 : 0;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (part.equals("..") ? slashes == 0 : !part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String normal = "/".repeat(slashes) + String.join("/", parts);
        return normal.isEmpty() ? "." : normal;
    }

    private static MlflowProblem refused(String path, String value, String why) {
        return MlflowProblem.invalid(
                "Invalid value " + Python.json(value) + " for parameter '" + path + "' supplied: " + why);
    }
}
