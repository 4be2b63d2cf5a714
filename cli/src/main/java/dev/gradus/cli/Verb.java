package dev.gradus.cli;

import java.util.List;
import java.util.function.Supplier;

/**
 * One verb of the program.
 *
 * @param name as it is typed
 * @param code makes the object that runs it
 */
record Verb(String name, Supplier<Object> code) {
    /** In the order in which help lists them. */
    static final List<Verb> ALL = List.of(
            new Verb("new", NewCommand::new),
            new Verb("packs", PacksCommand::new),
            new Verb("completion", CompletionCommand::new));
}
