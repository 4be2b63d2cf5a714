package dev.gradus.templates.merge;

import dev.gradus.templates.tree.OutputPaths;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the user's stands where a new file of the template belongs. */
final class Hindrance {
    private static final String SUFFIX = ".theirs";

    private Hindrance() {}

    /** The path that is in the way of the template's new one. */
    static Optional<String> of(String path, Taken taken) {
        for (String folder = OutputPaths.parent(path); !folder.isEmpty(); folder = OutputPaths.parent(folder)) {
            if (taken.files().contains(folder)) {
                return Optional.of(folder);
            }
        }
        return taken.at(path);
    }

    /** A free path for the template's file beside what is in its way. */
    static String free(String path, Taken taken) {
        String blocked = path;
        for (String folder = OutputPaths.parent(path); !folder.isEmpty(); folder = OutputPaths.parent(folder)) {
            if (taken.files().contains(folder)) {
                blocked = folder;
            }
        }
        String suffix = SUFFIX;
        while (taken.at(blocked + suffix).isPresent()) {
            suffix = suffix + "2";
        }
        return blocked + suffix + path.substring(blocked.length());
    }

    /** The places that are taken, as a file system sees them that ignores case. */
    record Taken(Set<String> files, Map<String, String> folded) {

        static Taken by(Collection<String> paths) {
            Map<String, String> folded = new HashMap<>();
            for (String path : paths) {
                for (String prefix = path; !prefix.isEmpty(); prefix = OutputPaths.parent(prefix)) {
                    folded.putIfAbsent(OutputPaths.folded(prefix), prefix);
                }
            }
            return new Taken(Set.copyOf(paths), folded);
        }

        /** The file or folder that stands at the path. */
        Optional<String> at(String path) {
            return Optional.ofNullable(folded.get(OutputPaths.folded(path)));
        }
    }
}
