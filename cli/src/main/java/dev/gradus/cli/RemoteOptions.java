package dev.gradus.cli;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server is asked. */
final class RemoteOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask. Default: GRADUS_URL, else the one that runs on this machine.")
    private @Nullable String url;

    @Mixin
    private ServerOptions local = new ServerOptions();

    /** The server, asked in the name of who logged in there. */
    ControlPlane plane() {
        return ControlPlane.at(url());
    }

    /** Its address, without a slash at its end. */
    String url() {
        return url(url);
    }

    /** As {@link #url()}, with an address that was given otherwise before all else. */
    String url(@Nullable String given) {
        String named = Optional.ofNullable(given)
                .or(() -> Optional.ofNullable(System.getenv("GRADUS_URL")).filter(url -> !url.isBlank()))
                .or(() -> new LocalServer(local.folder()).running().map(LocalServer.Running::url))
                .orElseThrow(() -> CliProblem.mistake(
                        "no server runs on this machine, and none was named",
                        "start one by \"gradus up\", or name one by --server."));
        if (!isOfWeb(named)) {
            throw CliProblem.mistake(
                    "\"" + named + "\" is no address of a server", "write it as https://gradus.example.com.");
        }
        return named.replaceFirst("/+$", "");
    }

    private static boolean isOfWeb(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
