package dev.gradus.templates.tree;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A pattern over whole paths: {@code *} and {@code ?} stay within a folder, {@code **} crosses folders.
 *
 * <pre>{@code
 * Glob.of("model/src/**").matches("model/src/main/java/App.java"); // true
 * Glob.of("*.sh").matches("bin/deploy.sh"); // false
 * }</pre>
 */
public record Glob(String text, Pattern pattern) {

    public static Glob of(String text) {
        return new Glob(text, Pattern.compile(expression(text)));
    }

    public static boolean any(Collection<Glob> globs, String path) {
        return globs.stream().anyMatch(glob -> glob.matches(path));
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String expression(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("**/", i)) {
                out.append("(?:.*/)?");
                i += 2;
            } else if (text.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }
}
