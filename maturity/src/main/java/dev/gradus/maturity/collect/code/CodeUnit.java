package dev.gradus.maturity.collect.code;

import java.util.List;
import java.util.Set;

/**
 * A piece of a source file that runs as a whole: a function, a method, or the code of the file or class itself.
 *
 * @param name of the function; {@link #FILE} for code that runs when the file is loaded, {@link #MAIN} for code that
 *     runs only when the file is started
 * @param mentions every identifier in it
 */
public record CodeUnit(String name, int line, Set<String> mentions, List<Call> calls) {

    public static final String FILE = "<file>";
    public static final String MAIN = "<main>";

    /** Where it stands tells units of one file apart; sets of them are too many to look at every mention and call. */
    @Override
    public int hashCode() {
        return 31 * name.hashCode() + line;
    }
}
