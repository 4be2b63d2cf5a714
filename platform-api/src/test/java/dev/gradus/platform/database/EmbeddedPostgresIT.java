package dev.gradus.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gradus.platform.problem.Halt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** PostgreSQL over one folder, in every state in which a start may find it. */
final class EmbeddedPostgresIT {
    private static final String PROGRAMS = "postgresql-" + Programs.version();
    private static Path parent;
    private static Path made;

    private Path folder;

    /** One folder is made by PostgreSQL; each test begins with a copy of it, whose programs are a link to the same. */
    @BeforeAll
    static void makeAFolder() throws IOException, SQLException {
        parent = Files.createTempDirectory("gradus-postgres");
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        made = parent.resolve("made");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made)) {
            execute(postgres, "create table kept (value text)");
            execute(postgres, "insert into kept values ('here')");
        }
        Path programs = made.resolve(PROGRAMS);
        Files.move(programs, parent.resolve(PROGRAMS));
        Files.createSymbolicLink(programs, parent.resolve(PROGRAMS));
    }

    @BeforeEach
    void copy() throws Exception {
        folder = parent.resolve("folder");
        assertThat(new ProcessBuilder("cp", "-a", made.toString(), folder.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @AfterEach
    void stopAndDelete() throws IOException {
        EmbeddedPostgres.stopLeftOver(folder);
        assertThat(processes()).isEmpty();
        Folders.delete(folder);
    }

    @AfterAll
    static void deleteAll() throws IOException {
        Folders.delete(parent);
    }

    @Test
    void itIsPrivateDurableAndOnLoopbackOnly() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(postgres, "unix_socket_directories")).isEmpty();
            assertThat(select(postgres, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(select(postgres, "select rolpassword from pg_authid where rolname = 'gradus'"))
                    .startsWith("SCRAM-SHA-256$");
            for (String each : List.of("", "data", "log")) {
                assertThat(permissions(each)).isEqualTo("rwx------");
            }
            assertThat(permissions("password")).isEqualTo("rw-------");
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            DatabaseAddress address = postgres.address();

            assertThatThrownBy(() -> new DatabaseAddress(address.url(), address.user(), "wrong").connect())
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> new DatabaseAddress(address.url(), address.user(), "").connect())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void thePasswordStandsOnNoCommandLineAndInNoLog() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            String password = postgres.address().password();

            assertThat(password).hasSizeGreaterThan(40);
            assertThat(postgres.address()).asString().doesNotContain(password);
            assertThat(processes())
                    .isNotEmpty()
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains(password));
            try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
                assertThat(files.filter(Files::isRegularFile))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).content().doesNotContain(password));
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "it is run by root only")
    void whatRootStartsRunsAsAnotherUser() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.address().url()).contains("127.0.0.1");
            assertThat(processes())
                    .isNotEmpty()
                    .noneMatch(process -> process.info().user().orElse("").equals("root"));
        }
    }

    @Test
    void closingLeavesNoProcessAndTheNextStartFindsTheRows() throws Exception {
        EmbeddedPostgres.start(folder).close();
        assertThat(processes()).isEmpty();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(select(postgres, "select value from kept")).isEqualTo("here");
        }
    }

    @Test
    void thePortIsKept() throws Exception {
        String first = startAndStop();

        assertThat(startAndStop()).isEqualTo(first);
    }

    @Test
    void aPortThatSomebodyElseTookIsLeftToThem() throws Exception {
        String first = startAndStop();
        int port = Integer.parseInt(Files.readString(folder.resolve("port")));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {

            assertThat(startAndStop()).isNotEqualTo(first).doesNotContain(":" + taken.getLocalPort() + "/");
        }
    }

    @Test
    void aSecondServerOverTheFolderIsRefused() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            assertThat(postgres.address().url()).isNotEmpty();
        }
    }

    @Test
    void aPostgresThatAKilledServerLeftIsTakenOver() throws Exception {
        int port = startAndAbandon();
        List<ProcessHandle> before = processes();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(postgres.address().url()).contains(":" + port + "/");
            assertThat(before).isNotEmpty().allMatch(ProcessHandle::isAlive);
        }
        assertThat(processes()).isEmpty();
    }

    @Test
    void aPostgresThatRefusesThePasswordIsStoppedAndTheFaultIsTold() throws Exception {
        startAndAbandon();
        List<ProcessHandle> before = processes();
        Files.writeString(folder.resolve("password"), "another");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(before).isNotEmpty();
            assertThat(processes()).doesNotContainAnyElementsOf(before);
            assertThatThrownBy(() -> postgres.address().connect()).hasMessageContaining("password");
        }
    }

    @Test
    void whatAKilledServerLeftIsStoppedOnRequest() throws Exception {
        startAndAbandon();

        assertThat(EmbeddedPostgres.stopLeftOver(folder)).isTrue();

        assertThat(processes()).isEmpty();
        assertThat(EmbeddedPostgres.stopLeftOver(folder)).isFalse();
    }

    @Test
    void aPostgresThatWasKilledIsStartedAgainWithAllThatWasAcknowledged() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            execute(postgres, "insert into kept values ('too')");
            Postmaster killed = Postmaster.recorded(folder.resolve("data")).orElseThrow();
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                            select(postgres, "select count(*) from kept"))
                    .isEqualTo("2"));
            assertThat(Postmaster.recorded(folder.resolve("data"))).isPresent().isNotEqualTo(Optional.of(killed));
        }
    }

    @Test
    void aProcessFileOfAnotherProcessIsCleared() throws Exception {
        Path file = folder.resolve("data").resolve(Postmaster.FILE);
        Files.writeString(
                file, ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(select(postgres, "select value from kept")).isEqualTo("here");
        }
    }

    @Test
    void aDamagedProcessFileIsCleared() throws Exception {
        Files.writeString(folder.resolve("data").resolve(Postmaster.FILE), "");

        assertThat(startAndStop()).contains("127.0.0.1");
    }

    @Test
    void anInterruptedUnpackingIsDoneAgain() throws Exception {
        Path programs = folder.resolve(PROGRAMS);
        Files.delete(programs);
        Files.createDirectories(folder.resolve("postgresql-part/bin"));
        Files.writeString(folder.resolve("postgresql-part/bin/initdb"), "half of i");

        assertThat(startAndStop()).contains("127.0.0.1");

        assertThat(programs.resolve("bin/postgres")).isExecutable();
        assertThat(folder.resolve("postgresql-part")).doesNotExist();
    }

    @Test
    void programsOfAnEarlierBuildAreReplaced() throws Exception {
        Files.createDirectories(folder.resolve("postgresql-17.0.0/bin"));
        Files.delete(folder.resolve(PROGRAMS));

        assertThat(startAndStop()).contains("127.0.0.1");

        assertThat(folder.resolve("postgresql-17.0.0")).doesNotExist();
    }

    @Test
    void anInterruptedCreationIsDoneAgain() throws Exception {
        Folders.delete(folder.resolve("data/base"));
        Files.move(folder.resolve("data"), folder.resolve("data.part"));

        assertThat(startAndStop()).contains("127.0.0.1");

        assertThat(folder.resolve("data/base")).isDirectory();
        assertThat(folder.resolve("data.part")).doesNotExist();
    }

    @Test
    void aFolderOfAnotherMajorVersionIsLeftAsItIs() throws Exception {
        Files.writeString(folder.resolve("data/PG_VERSION"), "12\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOfSatisfying(Halt.class, halt -> assertThat(halt.line())
                        .contains("PostgreSQL \"12\"")
                        .contains("gradus backup")
                        .contains("gradus restore"));

        assertThat(folder.resolve("data/PG_VERSION")).hasContent("12");
        Files.writeString(folder.resolve("data/PG_VERSION"), Programs.major() + "\n");
    }

    @Test
    void aLostPasswordIsNamed() throws Exception {
        Files.delete(folder.resolve("password"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(Halt.class)
                .hasMessageContaining(folder.resolve("password").toString());
    }

    @Test
    void whyItDoesNotStartIsTold() throws Exception {
        Files.writeString(folder.resolve("data/postgresql.conf"), "shared_buffers = 'much'\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("configuration file");
    }

    /** As a server does that is killed: PostgreSQL stays, the lock does not. */
    private int startAndAbandon() throws IOException {
        return new Cluster(folder, Programs.in(folder, Account.of(folder))).start();
    }

    private String startAndStop() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            return postgres.address().url();
        }
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(folder.resolve("data").toString()))
                .toList();
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    private static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
        return select(postgres, "show " + name);
    }

    private static void execute(EmbeddedPostgres postgres, String statement) throws SQLException {
        try (Connection connection = postgres.address().connect();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    private static String select(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = postgres.address().connect();
                Statement one = connection.createStatement();
                ResultSet row = one.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
