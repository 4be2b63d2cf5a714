package dev.gradus.kit.train;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts a command of the project from Maven, in a JVM of its own: with the class path that Maven worked out, in the project's
 * folder, and ending with Maven. As {@code env} does, it takes variables first, and then what Java is given.
 *
 * <p>When the command fails, Maven ends at once with its exit code: the command has said in one line what was wrong, and the lines that
 * Maven adds to a failed goal would speak of Maven.
 *
 * <pre>{@code
 * <goal>java</goal>
 * <mainClass>dev.gradus.kit.train.Fork</mainClass>
 * <arguments>OMP_NUM_THREADS=1 -Xmx1g com.example.rides.Train --data=data/sample</arguments>
 * }</pre>
 */
public final class Fork {

    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(.*)");

    private Fork() {}

    public static void main(String[] args) {
        int exitCode = run(List.of(args));
        if (exitCode != Command.DONE) {
            System.exit(exitCode);
        }
    }

    private static int run(List<String> args) {
        List<String> variables =
                args.stream().takeWhile(arg -> VARIABLE.matcher(arg).matches()).toList();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-classpath", classPath()));
        command.addAll(args.subList(variables.size(), args.size()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project()).inheritIO();
        variables.forEach(variable -> builder.environment()
                .put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1)));
        try {
            return ChildProcess.run(builder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    /** The folder that holds {@code .mvn}, wherever Maven was called. */
    private static File project() {
        return new File(System.getProperty("maven.multiModuleProjectDirectory", "")).getAbsoluteFile();
    }

    /** Maven gives each command a class loader of its own. */
    private static String classPath() {
        if (!(Fork.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        List<String> entries = new ArrayList<>();
        for (URL url : loader.getURLs()) {
            entries.add(file(url));
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Maven names what is no file: " + url, e);
        }
    }
}
