package dev.gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The tokens of people and machines. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        description = "Make, list, rotate and revoke tokens of yours and of your team's machines.",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus token list", "  gradus token create ci --service --scope write --days 90"})
final class TokenCommand implements Runnable {
    private static final int DAYS = 90;
    private static final int GRACE_SECONDS = 3600;

    private static final String TOKENS = ControlPlane.path("tokens");

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** A token that is no more, as JSON has it. */
    record Revoked(String id) {}

    /** The most that a token may do. */
    enum Scope {
        read,
        write,
        approve,
        admin
    }

    /** What the server is asked. */
    record NewToken(
            String name,
            String scope,
            boolean service,
            int expiresInDays,
            @Nullable String team) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a token; its secret is shown this once.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus token create notebook --scope read")
    void create(
            @Parameters(paramLabel = "NAME", description = "What it is for.") String name,
            @Option(
                            names = "--scope",
                            defaultValue = "write",
                            description = "The most that it may do: ${COMPLETION-CANDIDATES}. Default: write.")
                    Scope scope,
            @Option(names = "--service", description = "For a machine: it belongs to the team and not to you.")
                    boolean service,
            @Option(names = "--days", defaultValue = "" + DAYS, description = "Days until it expires. Default: " + DAYS)
                    int days,
            @Option(names = "--team", paramLabel = "TEAM", description = "Default: the one you are at work for.")
                    @Nullable String team,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        NewToken wanted = new NewToken(name, scope.name().toUpperCase(Locale.ROOT), service, days, team);
        tellSecret(json, remote.plane().post(TOKENS, wanted));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show your tokens and your team's; to an admin all.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus token list --json")
    void list(@Mixin RemoteOptions remote, @Option(names = "--json", description = "One JSON document.") boolean json) {
        List<JsonNode> tokens = remote.plane().list(TOKENS);
        if (json) {
            gradus.console().json(tokens);
        } else {
            tokens.forEach(token -> gradus.console().answer(line(token)));
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Give a token a new secret, which is shown this once; the old one works for a while more.",
                "Without an id it is the token that is kept for the other verbs."
            },
            footerHeading = "%nExamples:%n",
            footer = "  gradus token rotate")
    void rotate(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "The token, as list shows it.") @Nullable String id,
            @Option(
                            names = "--grace",
                            paramLabel = "SECONDS",
                            defaultValue = "" + GRACE_SECONDS,
                            description = "How long the old secret works. Default: " + GRACE_SECONDS)
                    long grace,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        ControlPlane plane = remote.plane();
        String mine = plane.get("/api/v1/whoami").path("token").asText();
        String which = Optional.ofNullable(id).orElse(mine);
        JsonNode issued = plane.post(ControlPlane.path("tokens", which, "rotate") + "?graceSeconds=" + grace, Map.of());
        Credentials kept = Credentials.ofUser();
        if (which.equals(mine) && kept.token(plane.url()).equals(plane.token())) {
            kept.put(plane.url(), issued.path("secret").asText());
        }
        tellSecret(json, issued);
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "End a token for good.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus token revoke Yk0xPq3vTz5u")
    void revoke(
            @Parameters(paramLabel = "ID", description = "The token, as list shows it.") String id,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        remote.plane().delete(ControlPlane.path("tokens", id));
        if (json) {
            gradus.console().json(new Revoked(id));
        } else {
            gradus.console().answer("The token \"" + id + "\" is no more.");
        }
    }

    private void tellSecret(boolean json, JsonNode issued) {
        if (json) {
            gradus.console().json(issued);
            return;
        }
        gradus.console().answer(issued.path("secret").asText());
        gradus.console()
                .remark("This is the secret of the token \"" + issued.path("id").asText() + "\" of the team \""
                        + issued.path("team").asText() + "\"; it is not shown again.");
    }

    private static String line(JsonNode token) {
        return String.format(
                Locale.ROOT,
                "%s  %-20s %-16s %-16s %-8s expires %s, last used %s",
                token.path("id").asText(),
                token.path("name").asText(),
                token.path("user").asText("(service)"),
                token.path("team").asText(),
                token.path("scope").asText().toLowerCase(Locale.ROOT),
                token.path("expiresAt").asText("never"),
                token.path("lastUsedAt").asText("never"));
    }
}
