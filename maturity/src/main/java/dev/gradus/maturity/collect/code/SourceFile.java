package dev.gradus.maturity.collect.code;

import java.util.List;
import java.util.Set;

/**
 * What one source file says.
 *
 * @param imports dotted names
 * @param startable whether the file can be started as a program
 * @param parameterised whether started as a program it reads arguments
 * @param readable false where it could not be parsed, and everything else is empty
 */
public record SourceFile(
        String path,
        Language language,
        Set<String> imports,
        List<CodeUnit> units,
        boolean startable,
        boolean parameterised,
        boolean readable) {

    /** The languages that are read. */
    public enum Language {
        JAVA,
        PYTHON;

        /** The language as facts name it. */
        public String label() {
            return this == JAVA ? "java" : "python";
        }
    }

    public static SourceFile unreadable(String path, Language language) {
        return new SourceFile(path, language, Set.of(), List.of(), false, false, false);
    }
}
