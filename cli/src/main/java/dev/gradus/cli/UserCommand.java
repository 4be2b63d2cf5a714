package dev.gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The people of a control plane. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        description = "Make people known to a control plane. Everybody may read; a team's members write for it.",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExamples:%n",
        footer = "  gradus user list")
final class UserCommand implements Runnable {
    private static final String USERS = ControlPlane.path("users");

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What the server is asked. */
    record NewUser(String name, @Nullable String password, boolean admin) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Make a person known.",
                "The password is typed, or read from standard input; without one the person logs in at the identity provider."
            },
            footerHeading = "%nExamples:%n",
            footer = "  gradus user create vera")
    void create(
            @Parameters(paramLabel = "NAME", description = "Small letters, digits and . _ @ -") String name,
            @Option(names = "--password", paramLabel = "-", description = "Give the person a password.") @Nullable String password,
            @Option(names = "--admin", description = "The person manages users and teams, and writes everywhere.")
                    boolean admin,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        if (password != null && !password.equals("-")) {
            throw CliProblem.mistake(
                    "a password as an argument can be seen by everybody on this machine",
                    "write --password - and send another one by standard input.");
        }
        ControlPlane plane = remote.plane();
        String typed = password == null ? null : new SecretInput(gradus.console()).read("password");
        JsonNode user = plane.post(USERS, new NewUser(name, typed, admin));
        if (json) {
            gradus.console().json(user);
        } else {
            gradus.console().answer("\"" + name + "\" is known.");
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show everybody.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus user list --json")
    void list(@Mixin RemoteOptions remote, @Option(names = "--json", description = "One JSON document.") boolean json) {
        List<JsonNode> users = remote.plane().list(USERS);
        if (json) {
            gradus.console().json(users);
        } else {
            users.forEach(user -> gradus.console()
                    .answer(user.path("name").asText()
                            + (user.path("admin").asBoolean() ? "  admin" : "")
                            + (user.path("disabled").asBoolean() ? "  disabled" : "")));
        }
    }
}
