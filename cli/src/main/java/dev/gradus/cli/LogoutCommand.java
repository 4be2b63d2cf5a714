package dev.gradus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Ends the token that a login has kept. */
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        description = "Revoke the token that is kept for a control plane, and forget it.",
        footerHeading = "%nExamples:%n",
        footer = "  gradus logout")
final class LogoutCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** Where the token was ended, as JSON has it. */
    record LoggedOut(String url) {}

    @Override
    public void run() {
        String url = remote.url();
        ControlPlane plane = ControlPlane.kept(url);
        String token = plane.get("/api/v1/whoami").path("token").asText();
        plane.delete(ControlPlane.path("tokens", token));
        Credentials.ofUser().remove(url);
        if (json) {
            gradus.console().json(new LoggedOut(url));
        } else {
            gradus.console().answer("You are logged out of " + url + ".");
        }
    }
}
