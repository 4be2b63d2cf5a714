package dev.gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Who the control plane takes the caller for. */
@Command(
        name = "whoami",
        mixinStandardHelpOptions = true,
        description = "Show who you are at a control plane, for which team, and what you may do.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus whoami", "  gradus whoami --json"})
final class WhoamiCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Override
    public void run() {
        JsonNode me = remote.plane().get("/api/v1/whoami");
        Console console = gradus.console();
        if (json) {
            console.json(me);
            return;
        }
        console.answer("user   " + me.path("user").asText());
        console.answer("team   " + me.path("team").asText());
        console.answer("roles  " + ControlPlane.words(me.path("roles")));
        console.answer("token  " + me.path("token").asText());
    }
}
