package dev.gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program, run as a process in a folder, as a user's shell would run it. */
record Program(Path folder, Map<String, String> environment) {

    /** What came of one call. */
    record Result(int exitCode, String out, String err) {}

    static Program in(Path folder) {
        return new Program(folder, Map.of());
    }

    Program with(Map<String, String> more) {
        return new Program(folder, more);
    }

    Result run(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile("gradus", ".out");
        Path err = Files.createTempFile("gradus", ".err");
        try {
            Process process = start(out, err, args);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("gradus " + String.join(" ", args) + " did not end");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    Process start(Path out, Path err, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target/gradus/lib/gradus-cli.jar").toAbsolutePath().toString(),
                "dev.gradus.cli.Gradus"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("GRADUS_HOME", Path.of("..").toRealPath().toString());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
