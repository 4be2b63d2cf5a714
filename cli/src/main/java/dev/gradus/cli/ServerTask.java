package dev.gradus.cli;

import dev.gradus.kit.train.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Work that the server's program does while no server runs.
 *
 * @param databaseUrl an external PostgreSQL, in place of the data folder's own
 */
record ServerTask(LocalServer server, @Nullable String databaseUrl) {
    /** Runs it to its end; a failure is told in the program's own words. */
    void run(String... arguments) throws IOException {
        Path output = Files.createTempFile("gradus", ".out");
        try {
            run(output, arguments);
        } finally {
            Files.delete(output);
        }
    }

    private void run(Path output, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ServerProgram.find().command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("GRADUS_DATA", server.folder().toString());
        if (databaseUrl != null) {
            builder.environment().put("GRADUS_DB_URL", databaseUrl);
        }
        if (ChildProcess.run(builder) != ExitCode.DONE) {
            throw ServerFailure.told(output);
        }
    }
}
