package dev.gradus.platform.database;

import dev.gradus.platform.problem.Halt;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked from the server's jars.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Programs(Path home, Account account) {
    private static final String PREFIX = "postgresql-";

    /** The programs in {@code folder}, unpacked unless they are there; those of other versions go. */
    static Programs in(Path folder, Account account) throws IOException {
        Path home = folder.resolve(PREFIX + version());
        if (!Files.exists(home)) {
            deleteOthers(folder);
            Path part = folder.resolve(PREFIX + "part");
            unpack(part);
            letAllRead(part);
            Folders.finish(part, home);
        }
        Programs programs = new Programs(home, account);
        programs.requireRunnable();
        return programs;
    }

    /** The version that this build brings, as {@code 17.5.0}. */
    static String version() {
        Properties build = new Properties();
        try (InputStream file = Programs.class.getResourceAsStream("/postgresql.properties")) {
            build.load(file);
            return build.getProperty("version");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The major version that this build brings: a data folder belongs to one. */
    static int major() {
        return Integer.parseInt(version().replaceFirst("\\..*", ""));
    }

    /** Runs one of the programs to its end. */
    Execution run(Duration limit, String program, List<String> arguments) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(home.resolve("bin").resolve(program).toString()));
        words.addAll(arguments);
        return Execution.of(account.command(words), home, limit);
    }

    /** Fails here, with the reason, rather than later: a folder that the user can't reach, a C library of another kind. */
    private void requireRunnable() throws IOException {
        Execution version = run(Duration.ofSeconds(20), "postgres", List.of("--version"));
        if (!version.succeeded()) {
            String user = account.user()
                    .map(who -> " as user \"" + who.getName() + "\"")
                    .orElse("");
            throw new Halt(
                    "PostgreSQL's programs in \"" + home + "\" do not run" + user + ": " + version.output(),
                    "take a data folder that this user can reach, or use a PostgreSQL of your own by GRADUS_DB_URL.");
        }
    }

    /** Fails on a machine for which this build brings no programs. */
    static void requireBrought() throws IOException {
        packed().close();
    }

    private static InputStream packed() {
        String name = "postgres-" + platform() + ".txz";
        InputStream packed = Programs.class.getResourceAsStream("/" + name);
        if (packed == null) {
            throw new Halt(
                    "this build of Gradus brings no PostgreSQL for this machine (" + name + ")",
                    "use a PostgreSQL of your own by GRADUS_DB_URL, or build Gradus with -Dpostgres.platform=….");
        }
        return packed;
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream packed = packed()) {
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Whatever the umask is: as root, another user runs the programs. */
    private static void letAllRead(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                boolean enters = Files.isExecutable(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(enters ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** As the archives of the binaries are named. */
    private static String platform() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return system + "-" + (machine.equals("aarch64") ? "arm_64" : "x86_64");
    }

    private static void deleteOthers(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith(PREFIX)) {
                    Folders.delete(entry);
                }
            }
        }
    }
}
