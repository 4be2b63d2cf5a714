package dev.gradus.templates.pack;

import dev.gradus.templates.Stage;
import dev.gradus.templates.tree.Glob;
import java.util.Optional;

/** A declared change of where files lie, made when a project comes to the stage. */
public sealed interface Change {

    Stage stage();

    /** A file, or with {@code /**} behind it a folder, that lies elsewhere from the stage on. */
    record Move(Stage stage, String from, String to) implements Change {
        private static final String ALL = "/**";

        /** Where the path lies from the stage on, empty if the move is not about it. */
        public Optional<String> target(String path) {
            if (path.equals(from)) {
                return Optional.of(to);
            }
            String folder = from.endsWith(ALL) ? from.substring(0, from.length() - ALL.length() + 1) : "";
            return folder.isEmpty() || !path.startsWith(folder)
                    ? Optional.empty()
                    : Optional.of(to + "/" + path.substring(folder.length()));
        }
    }

    /** Files that the stage does without; those that the user edited stay. */
    record Removal(Stage stage, Glob path) implements Change {}
}
