package dev.gradus.platform.database;

import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who PostgreSQL runs as: whoever runs the server, but never root, which PostgreSQL refuses.
 *
 * @param user the unprivileged user that root hands over to
 */
record Account(Optional<UserPrincipal> user) {
    private static final String ROOT = "root";
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");

    /** Whose {@code folder} it is, since what is in it was made by them; a folder of root's goes to the first candidate there is. */
    static Account of(Path folder) throws IOException {
        if (!System.getProperty("user.name").equals(ROOT)) {
            return new Account(Optional.empty());
        }
        UserPrincipal owner = Files.getOwner(folder);
        return new Account(Optional.of(owner.getName().equals(ROOT) ? candidate(folder) : owner));
    }

    private static UserPrincipal candidate(Path folder) throws IOException {
        for (String name : CANDIDATES) {
            Optional<UserPrincipal> user = user(folder, name);
            if (user.isPresent()) {
                return user.get();
            }
        }
        throw new Halt(
                "PostgreSQL does not run as root, and there is no user \"" + String.join("\" or \"", CANDIDATES)
                        + "\" to run it as",
                "add a user \"postgres\", or start Gradus as an ordinary user.");
    }

    private static Optional<UserPrincipal> user(Path folder, String name) throws IOException {
        try {
            return Optional.of(
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        } catch (UserPrincipalNotFoundException absent) {
            return Optional.empty();
        }
    }

    /** Gives a file or a folder, without what is in it, to the user. */
    void own(Path path) throws IOException {
        if (user.isPresent()) {
            Files.setOwner(path, user.get());
        }
    }

    /** Fails where a program can't be run as the user. */
    void requireUsable() throws IOException {
        Execution.of(command(List.of("true")), Path.of("/"), Duration.ofSeconds(10))
                .orHalt();
    }

    /** The command as the user runs it. */
    List<String> command(List<String> words) throws IOException {
        if (user.isEmpty()) {
            return words;
        }
        String name = user.get().getName();
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid", name, "--regid", group(name), "--clear-groups", "--"));
        command.addAll(words);
        return command;
    }

    private static String group(String user) throws IOException {
        return Execution.of(List.of("id", "-g", user), Path.of("/"), Duration.ofSeconds(10))
                .orHalt();
    }
}
