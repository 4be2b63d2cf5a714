package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People, teams and tokens from the shell. */
final class LoginIT {
    private static final String PASSWORD = "correct horse battery";
    private static Box box;

    @BeforeAll
    static void start() throws Exception {
        box = Box.empty();
        assertThat(box.run("up").exitCode()).isZero();
        done(box.run("team", "create", "rides"));
        done(admin().reading(PASSWORD).run("user", "create", "ada", "--password", "-"));
        done(box.run("team", "add", "rides", "ada", "--approver"));
    }

    @AfterAll
    static void stop() throws Exception {
        box.close();
    }

    @Test
    void whoLogsInWorksForTheirTeamAndTheTokenIsTheirsAlone() throws Exception {
        Program ada = someone();

        JsonNode login = json(ada.reading(PASSWORD).run("login", "--user", "ada", "--json"));

        assertThat(login.path("team").asText()).isEqualTo("rides");
        assertThat(login.path("roles")).extracting(JsonNode::asText).containsExactly("VIEWER", "MEMBER", "APPROVER");
        assertThat(json(ada.run("whoami", "--json")).path("user").asText()).isEqualTo("ada");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials(ada))))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenIsTakenFromStandardInput() throws Exception {
        String secret = done(box.run("token", "create", "ci", "--service", "--team", "rides"))
                .out()
                .strip();
        Program machine = someone();

        done(machine.reading(secret).run("login", "--token", "-"));

        assertThat(machine.run("whoami").out()).contains("service:ci", "viewer, member");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            login --user ada                    | the user or the password is wrong
            login --user nobody                 | the user or the password is wrong
            login                               | it was not said who logs in
            login --token gradus_abc            | a token as an argument can be seen
            login --token -                     | the token is unknown
            login ftp://gradus.example.com      | is no address of a server
            whoami                              | nobody has logged in
            team                                | no verb was given
            user create eve --password secret   | a password as an argument can be seen
            """)
    void aMistakeIsOneLineAndKeepsNothing(String arguments, String said) throws Exception {
        Program nobody = someone();

        Program.Result result = nobody.reading("not the password").run(arguments.split(" "));

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains(said);
        assertThat(credentials(nobody)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            team create rides              | a team is named "rides" already
            team create Rides              | "name" has at most 63 small letters
            team show nowhere              | no team is named "nowhere"
            team add rides nobody          | no user is named "nobody"
            team remove rides admin        | "admin" is not of the team "rides"
            token revoke none              | no token has the id "none"
            token create x --days 4000     | "expiresInDays" is at most 366
            token create x --scope all     | Invalid value for option '--scope'
            """)
    void whatTheServerRefusesIsToldInItsWords(String arguments, String said) throws Exception {
        Program.Result result = box.run(arguments.split(" "));

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains(said);
    }

    @Test
    void whoIsNoAdminMakesNoTeams() throws Exception {
        Program ada = someone();
        done(ada.reading(PASSWORD).run("login", "--user", "ada"));

        Program.Result result = ada.run("team", "create", "mine");

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains("does not hold the role ADMIN");
    }

    @Test
    void aServerThatIsNotThereIsNoMistakeOfTheUser() throws Exception {
        Program.Result result = someone().reading(PASSWORD).run("login", "http://127.0.0.1:1", "--user", "ada");

        result.requireOneLine(ExitCode.OUTSIDE);
        assertThat(result.err()).contains("http://127.0.0.1:1 does not answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 502})
    void anAddressWhereSomethingElseAnswersIsSaidToBeSo(int status) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.createContext("/", exchange -> {
            byte[] page = "<html>Welcome</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();

            someone().reading(PASSWORD).run("login", url, "--user", "ada").requireOneLine(ExitCode.OUTSIDE);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aTeamIsMadeFilledRenamedAndEmptied() throws Exception {
        assertThat(json(box.run("team", "create", "fares", "--json"))
                        .path("name")
                        .asText())
                .isEqualTo("fares");
        done(box.run("team", "add", "fares", "ada"));
        assertThat(done(box.run("team", "show", "fares")).out()).matches("ada +member\\R");
        assertThat(json(box.run("team", "show", "fares", "--json"))
                        .at("/members/0/role")
                        .asText())
                .isEqualTo("MEMBER");
        done(box.run("team", "rename", "fares", "prices"));
        assertThat(done(box.run("team", "list")).out().lines())
                .contains("prices")
                .doesNotContain("fares");
        done(box.run("team", "remove", "prices", "ada"));
        assertThat(json(box.run("team", "show", "prices", "--json")).path("members"))
                .isEmpty();
    }

    @Test
    void theKeptTokenIsRotatedInPlaceAndRevokedByLoggingOut() throws Exception {
        Program ada = someone();
        done(ada.reading(PASSWORD).run("login", "--user", "ada"));
        String before = Files.readString(credentials(ada));

        done(ada.run("token", "rotate", "--grace", "0"));

        assertThat(Files.readString(credentials(ada))).isNotEqualTo(before);
        assertThat(ada.run("whoami").exitCode()).isZero();
        assertThat(done(ada.run("token", "list")).out()).contains("gradus login", "ada");
        String rotated = Files.readString(credentials(ada));
        done(ada.run("logout"));
        assertThat(Files.readString(credentials(ada))).doesNotContain("gradus_");
        Files.writeString(credentials(ada), rotated);
        ada.run("whoami").requireOneLine(ExitCode.MISTAKE);
    }

    private static Program admin() {
        return Program.in(box.folder()).with(box.environment());
    }

    /** Somebody on the same machine with credentials of their own. */
    private static Program someone() throws Exception {
        Map<String, String> environment = new HashMap<>(box.environment());
        environment.put(
                "GRADUS_STATE", Files.createTempDirectory(box.folder(), "state").toString());
        return Program.in(box.folder()).with(environment);
    }

    private static Path credentials(Program program) {
        return Path.of(program.environment().get("GRADUS_STATE"), "credentials.json");
    }

    private static JsonNode json(Program.Result result) throws Exception {
        return new ObjectMapper().readTree(done(result).out());
    }

    private static Program.Result done(Program.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }
}
