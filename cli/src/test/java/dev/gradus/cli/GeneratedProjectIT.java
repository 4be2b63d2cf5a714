package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with a generated project's own commands: one clear line, the right exit code, and all that was there before. */
@EnabledOnOs(OS.LINUX)
final class GeneratedProjectIT {
    private static final int INTERRUPTED = 130;
    private static final String MONTH = "green_tripdata_2021-01.parquet";

    @TempDir
    static Path folder;

    private static Path project;

    private SortedMap<String, String> before = new TreeMap<>();

    /** What a command printed on both of its streams. */
    private record Answer(int exitCode, String output) {}

    @BeforeAll
    static void makeAProjectThatHasTrained() throws Exception {
        assertThat(Program.in(folder)
                        .run("new", "rides", "--stage", "managed", "--yes")
                        .exitCode())
                .isZero();
        project = folder.resolve("rides");
        spoilMonths();
        Answer trained = maven("pipeline");
        assertThat(trained.exitCode()).as(trained.output()).isZero();
    }

    /** A month's sample, spoilt in each of the ways in which months are. */
    private static void spoilMonths() throws Exception {
        Path whole = project.resolve("data/sample").resolve(MONTH);
        Files.writeString(bad("text"), "this is no Parquet file");
        Files.write(bad("truncated"), Arrays.copyOf(Files.readAllBytes(whole), 1000));
        spoil(whole, "* EXCLUDE (PULocationID)", bad("column-missing"));
        spoil(whole, "* REPLACE (concat('zone ', PULocationID) AS PULocationID)", bad("column-retyped"));
        spoil(whole, "* REPLACE (lpep_pickup_datetime AS lpep_dropoff_datetime)", bad("no-ride"));
    }

    private static void spoil(Path whole, String columns, Path target) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT %s FROM '%s') TO '%s' (FORMAT parquet)".formatted(columns, whole, target));
        }
    }

    private static Path bad(String way) throws IOException {
        return Files.createDirectories(folder.resolve("bad").resolve(way)).resolve(MONTH);
    }

    @AfterEach
    void allElseIsAsItWas() throws Exception {
        assertThat(made()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    train    | -Ddata=../bad/text             | not a Parquet file
                    train    | -Ddata=../bad/truncated        | is truncated
                    train    | -Ddata=../bad/column-missing   | no column PULocationID
                    train    | -Ddata=../bad/column-retyped   | column PULocationID
                    train    | -Ddata=../bad/no-ride          | no usable ride
                    train    | -Ddata=nowhere.parquet         | nowhere.parquet
                    train    | -Dcontract=mid-trip            | mid-trip
                    evaluate | -Ddata=                        | --data is missing
                    predict  | -Din=nowhere.csv -Dout=out.csv | nowhere.csv
                    register | -Dalias=7                      | looks like a version
                    """)
    void aMistakeIsOneLine(String goal, String options, String named) throws Exception {
        before = made();

        Answer answer = maven(goal, options.split(" "));

        assertThat(answer.output())
                .hasLineCount(1)
                .startsWith(goal + ": ")
                .contains(named)
                .contains(" Maybe: ");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MISTAKE);
    }

    @Test
    void makeAddsItsOwnLineOnly() throws Exception {
        before = made();

        Answer answer = run(List.of("make", "train", "DATA=../bad/text"));

        assertThat(answer.output().lines()).hasSize(2).element(1).asString().startsWith("make: *** ");
        assertThat(answer.exitCode()).isNotZero();
    }

    @Test
    void aBuildThatFailsIsShownInFull() throws Exception {
        Path source = project.resolve("model/src/main/java/com/example/rides/Train.java");
        String whole = Files.readString(source);
        before = made();
        Files.writeString(source, whole.replaceFirst("private Train\\(\\) \\{\\}", "private Train() {"));

        Answer broken = maven("train");
        Files.writeString(source, whole);
        Answer unresolved = maven("train", "-o", "-Dduckdb.version=0.0.0");

        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.output()).contains("COMPILATION ERROR", "Train.java:[");
        assertThat(unresolved.exitCode()).isEqualTo(1);
        assertThat(unresolved.output()).contains("org.duckdb:duckdb_jdbc:jar:0.0.0");
    }

    @ParameterizedTest
    @CsvSource({"train, build", "pipeline, build", "register, models"})
    void aFullDiskIsNamedAndNothingIsHalfWritten(String goal, String place) throws Exception {
        before = made();
        try (Tmpfs disk = Tmpfs.on(project.resolve(place), "size=64k")) {
            disk.fill();
            if (goal.equals("pipeline")) {
                Files.write(disk.folder().resolve("filler"), new byte[32 << 10]);
            }
            Answer answer = maven(goal);

            assertThat(answer.exitCode()).as(answer.output()).isEqualTo(ExitCode.OUTSIDE);
            assertThat(answer.output().lines().filter(line -> line.contains("No space left on device")))
                    .as(answer.output())
                    .hasSize(1);
            assertThat(answer.output()).doesNotContain("[ERROR]").doesNotContain("\tat ");
            assertThat(Contents.of(disk.folder()).keySet())
                    .allMatch(path ->
                            List.of("filler", "java.args", "pipeline.lock").contains(path) || path.endsWith("/.lock"));
        }
    }

    @Test
    void predictionsThatFindNoRoomLeaveNoFile() throws Exception {
        before = made();
        try (Tmpfs disk = Tmpfs.on(folder.resolve("disk"), "size=64k")) {
            disk.fill();

            Answer answer = maven(
                    "predict",
                    "-Din=data/sample/" + MONTH,
                    "-Dout=" + disk.folder().resolve("out.csv"));

            assertThat(answer.output()).hasLineCount(1).startsWith("predict: cannot write ");
            assertThat(answer.exitCode()).isEqualTo(ExitCode.OUTSIDE);
            assertThat(disk.folder().toFile().list()).containsExactly("filler");
        }
    }

    @Test
    void trainingThatIsInterruptedKeepsTheModelOfBefore() throws Exception {
        before = made();

        interrupt("train", List.of(), process -> runs(process, "com.example.rides.Train"));
    }

    @Test
    void aPipelineThatIsInterruptedGoesOnWhereItStopped() throws Exception {
        before = made();
        Path params = project.resolve("params.yaml");
        String ours = Files.readString(params);
        String lock = Files.readString(project.resolve("dvc.lock"));
        Files.writeString(params, ours.replace("contract: pre-trip", "contract: post-trip"));

        interrupt("pipeline", List.of(), process -> runs(process, "com.example.rides.Train"));
        Files.writeString(params, ours);

        assertThat(project.resolve("dvc.lock")).hasContent(lock);
        assertThat(maven("pipeline").output()).contains("train: runs (outs build/model (gone))");
    }

    @Test
    void predictionsThatAreInterruptedLeaveNoFile() throws Exception {
        before = made();
        Path out = Files.createDirectory(folder.resolve("predictions"));
        Path in = requests(600_000);

        interrupt("predict", List.of("-Din=" + in, "-Dout=" + out.resolve("out.csv")), process -> holdsAFile(out));

        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aRegistrationThatIsInterruptedRegistersNothing() throws Exception {
        before = made();
        Path lock = project.resolve("models/data-science.rides/.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();

            interrupt("register", List.of("-Dalias=challenger"), GeneratedProjectIT::waitsForALock);
        }
    }

    private static void interrupt(String goal, List<String> options, Predicate<ProcessHandle> isThere)
            throws Exception {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(Program.HEARS_CTRL_C);
        command.addAll(goal(goal, options));
        Process maven = start(command, out);
        await().atMost(Duration.ofMinutes(3)).until(() -> maven.descendants().anyMatch(isThere));
        List<ProcessHandle> started = maven.descendants().toList();

        Program.interrupt(maven);

        assertThat(maven.waitFor()).isEqualTo(INTERRUPTED);
        assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(out)
                .content()
                .doesNotContain("[ERROR]")
                .doesNotContain("\tat ")
                .doesNotContain(goal + ": java");
    }

    private static boolean runs(ProcessHandle process, String mainClass) {
        String command = process.info().commandLine().orElse("");
        return command.contains(mainClass) && !command.contains("/bin/sh");
    }

    /** The kernel lists who waits for a lock of a file behind an arrow. */
    private static boolean waitsForALock(ProcessHandle process) {
        try (Stream<String> locks = Files.lines(Path.of("/proc/locks"))) {
            return locks.anyMatch(lock -> lock.contains("->") && lock.contains(" " + process.pid() + " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsAFile(Path place) {
        String[] files = place.toFile().list();
        return files != null && files.length > 0;
    }

    private static Path requests(int rows) throws IOException {
        Path file = folder.resolve("requests.csv");
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("lpep_pickup_datetime,PULocationID,DOLocationID\n");
            for (int row = 0; row < rows; row++) {
                csv.write("2021-01-01 10:00:00,74,75\n");
            }
        }
        return file;
    }

    /** What commands make, and what git tracks or could. */
    private static SortedMap<String, String> made() throws IOException {
        SortedMap<String, String> contents = Contents.of(project);
        contents.keySet()
                .removeIf(path -> path.contains("/target/")
                        || path.startsWith(".git/")
                        || path.startsWith("runs/")
                        || path.endsWith("pipeline.lock"));
        return contents;
    }

    private static Answer maven(String goal, String... options) throws Exception {
        return run(goal(goal, List.of(options)));
    }

    private static List<String> goal(String goal, List<String> options) {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-q", "-B", "-ntp", "-pl", "model", "-am"));
        command.addAll(options);
        command.addAll(List.of("compile", "exec:java@" + goal));
        return command;
    }

    private static Answer run(List<String> command) throws Exception {
        Path out = folder.resolve("out");
        Process process = start(command, out);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Answer(process.waitFor(), Files.readString(out));
    }

    private static Process start(List<String> command, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().remove("MLFLOW_TRACKING_URI");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
