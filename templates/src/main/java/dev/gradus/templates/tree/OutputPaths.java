package dev.gradus.templates.tree;

import dev.gradus.templates.BadInput;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses paths that would leave the project's folder, or that mean another file on somebody's file system.
 *
 * <pre>{@code
 * OutputPaths.check(List.of("../evil")); // BadInput: the pack writes to '../evil', which leaves the folder
 * }</pre>
 */
public final class OutputPaths {
    private static final Pattern DEVICE = Pattern.compile(
            "(?i)(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\\..*)?");
    /** Names that some file system takes for {@code .git}: short names and ignorable characters are dealt with apart. */
    private static final Set<String> GIT = Set.of(".git", "git~1");

    private OutputPaths() {}

    /** Throws for the first path that is not safe, or that collides with another one. */
    public static void check(Collection<String> paths) {
        paths.forEach(OutputPaths::checkOne);
        Map<String, String> seen = new HashMap<>();
        for (String path : paths) {
            for (String prefix = path; !prefix.isEmpty(); prefix = parent(prefix)) {
                String other = seen.putIfAbsent(folded(prefix), prefix);
                if (other != null && !other.equals(prefix)) {
                    throw refused(path, "is the same name as \"" + other + "\" where case does not count");
                }
            }
        }
        Set<String> all = Set.copyOf(paths);
        for (String path : paths) {
            for (String prefix = parent(path); !prefix.isEmpty(); prefix = parent(prefix)) {
                if (all.contains(prefix)) {
                    throw refused(path, "lies inside \"" + prefix + "\", which is a file");
                }
            }
        }
    }

    /** The path as a file system sees it that ignores case and the form of accents. */
    public static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The folder of the path, empty at the root. */
    public static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static void checkOne(String path) {
        problem(path).ifPresent(problem -> {
            throw refused(path, problem);
        });
    }

    private static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("has no name");
        }
        if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*")) {
            return Optional.of("is absolute");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("holds a backslash, which separates folders on Windows");
        }
        if (path.length() > 200) {
            return Optional.of("is longer than 200 characters");
        }
        return List.of(path.split("/", -1)).stream()
                .map(OutputPaths::problemOfName)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problemOfName(String name) {
        if (name.equals("..") || name.equals(".")) {
            return Optional.of("leaves the folder or walks in place by \"" + name + "\"");
        }
        if (name.isEmpty()) {
            return Optional.of("has an empty folder name");
        }
        if (GIT.contains(bare(name))) {
            return Optional.of("would write into git's own folder");
        }
        if (name.chars().anyMatch(c -> c < 32 || c == 127 || "<>:\"|?*".indexOf(c) >= 0)) {
            return Optional.of("holds a character that not every system allows in a name");
        }
        if (DEVICE.matcher(name).matches()) {
            return Optional.of("is the name of a device on Windows");
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return Optional.of("has a name that ends in a dot or a space");
        }
        return Optional.empty();
    }

    /** Without what HFS+ and NTFS ignore in a name. */
    private static String bare(String name) {
        return folded(name.replaceAll("\\p{Cf}", "")).replaceAll("[. ]+$", "").replaceFirst("::.*$", "");
    }

    private static BadInput refused(String path, String why) {
        return new BadInput(
                "the pack writes to \"" + path.replaceAll("\\p{Cntrl}", "?") + "\", which " + why,
                "take the pack from somebody you trust, or correct its file names and the answers that stand in them");
    }
}
