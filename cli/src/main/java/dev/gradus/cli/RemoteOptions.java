package dev.gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server is asked, and in whose name. */
final class RemoteOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask. Default: GRADUS_URL, else the one that runs on this machine.")
    private @Nullable String url;

    @Mixin
    private ServerOptions local = new ServerOptions();

    /** The answer to a GET; one that says no becomes the problem that it names. */
    InputStream get(String path) throws IOException {
        String server = server();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server).resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Authorization", "Bearer " + token(server))
                .build();
        try {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw refused(server, answer);
        } catch (IOException failure) {
            throw CliProblem.outside("\"" + server + "\" does not answer", "check that the server runs.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private String server() {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(System.getenv("GRADUS_URL")))
                .or(() -> new LocalServer(local.folder()).running().map(LocalServer.Running::url))
                .orElseThrow(() -> CliProblem.mistake(
                        "no server runs on this machine, and none was named",
                        "start one by \"gradus up\", or name one by --server."));
    }

    private static String token(String server) {
        return Optional.ofNullable(System.getenv("GRADUS_TOKEN"))
                .or(() -> Credentials.ofUser().token(server))
                .orElseThrow(() -> CliProblem.mistake(
                        "no token for \"" + server + "\" is known here", "give one in GRADUS_TOKEN."));
    }

    private static CliProblem refused(String server, HttpResponse<InputStream> answer) throws IOException {
        String text = new String(answer.body().readNBytes(10_000), StandardCharsets.UTF_8);
        String problem = "\"" + server + "\" answered " + answer.statusCode();
        String remedy = "check the server and the token.";
        try {
            JsonNode told = new ObjectMapper().readTree(text);
            return CliProblem.outside(
                    told.path("detail").asText(problem), told.path("remedy").asText(remedy), null);
        } catch (JsonProcessingException notJson) {
            return CliProblem.outside(problem, remedy, null);
        }
    }
}
