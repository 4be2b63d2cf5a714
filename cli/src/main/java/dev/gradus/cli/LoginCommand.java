package dev.gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Gets a token and keeps it for the other verbs. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        description = {
            "Log in at a control plane and keep its token for the other verbs.",
            "The password or token is typed, or read from standard input; it is never an argument, which others could see."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradus login https://gradus.example.com --user ada",
            "  gradus login --token - < token.txt",
            "  gradus login --user ada --team rides"
        })
final class LoginCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The server. Default: GRADUS_URL, else the one that runs on this machine.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who logs in by a password.")
    private @Nullable String user;

    @Option(names = "--token", paramLabel = "-", description = "Take a token from standard input and no password.")
    private @Nullable String token;

    @Option(names = "--team", paramLabel = "TEAM", description = "The team to work for. Default: the one you are of.")
    private @Nullable String team;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** Who logged in where, as JSON has it. */
    record LoggedIn(String url, String user, String team, JsonNode roles) {}

    /** What the server is asked. */
    record Login(String user, String password, @Nullable String team, String tokenName) {}

    @Override
    public void run() {
        Console console = gradus.console();
        String server = new RemoteOptions().url(url);
        String secret = token == null ? byPassword(server, console) : byToken(token, console);
        JsonNode me = new ControlPlane(server, Optional.of(secret)).get("/api/v1/whoami");
        Credentials.ofUser().put(server, secret);
        String who = me.path("user").asText();
        String works = me.path("team").asText();
        if (json) {
            console.json(new LoggedIn(server, who, works, me.path("roles")));
            return;
        }
        console.answer("You are " + console.paint().bold(who) + " at " + server + ", for the team \"" + works + "\", "
                + ControlPlane.words(me.path("roles")) + ".");
        console.remark("The token is kept in " + Credentials.ofUser().file() + ".");
    }

    private static String byToken(String token, Console console) {
        if (!token.equals("-")) {
            throw CliProblem.mistake(
                    "a token as an argument can be seen by everybody on this machine",
                    "write --token - and send it by standard input; then revoke this one.");
        }
        return new SecretInput(console).read("token").strip();
    }

    private String byPassword(String server, Console console) {
        if (user == null) {
            throw CliProblem.mistake("it was not said who logs in", "add --user NAME, or --token -.");
        }
        Login login = new Login(user, new SecretInput(console).read("password"), team, "gradus login");
        return new ControlPlane(server, Optional.empty())
                .post("/api/v1/login", login)
                .path("secret")
                .asText();
    }
}
