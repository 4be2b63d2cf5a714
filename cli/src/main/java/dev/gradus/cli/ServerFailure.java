package dev.gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the server's program ended, in its own words: it tells its errors as this program does. */
final class ServerFailure {
    private static final Pattern TOLD = Pattern.compile("(?m)^gradus: (.*?)\\. Maybe: (.*)$");

    private ServerFailure() {}

    /** What the program wrote into a file. */
    static CliProblem told(Path output) throws IOException {
        String text = Files.readString(output);
        Matcher told = TOLD.matcher(text);
        if (told.find()) {
            return CliProblem.outside(told.group(1), told.group(2), null);
        }
        String last = text.lines().reduce((earlier, later) -> later).orElse("it wrote nothing");
        return CliProblem.outside(
                "the server's program failed: " + last, "look into the server's log beside its data.", null);
    }
}
