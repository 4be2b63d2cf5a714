package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One of the two servers, with the ids it gave. */
final class Side {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI uri;
    private final UnaryOperator<HttpRequest.Builder> authorised;
    private final Names names = new Names();

    Side(URI uri, UnaryOperator<HttpRequest.Builder> authorised) {
        this.uri = uri;
        this.authorised = authorised;
    }

    /** Makes the call; its answer, with symbols where ids stood. */
    CompletableFuture<Answer> send(Call call) {
        return CLIENT.sendAsync(request(call), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(response -> understood(call, Answer.of(response)));
    }

    private Answer understood(Call call, Answer answer) {
        if (!answer.failed()) {
            call.learns().forEach(learnt -> {
                JsonNode found = answer.body().at(learnt.at());
                if (found.isTextual()) {
                    names.learn(learnt.symbol(), found.asText());
                }
            });
        }
        return new Answer(answer.status(), Normal.of(call, answer.body(), names));
    }

    private HttpRequest request(Call call) {
        HttpRequest.BodyPublisher body = call.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(names.real(call.body()));
        return authorised
                .apply(HttpRequest.newBuilder(uri.resolve("/" + names.real(call.path()) + query(call))))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", call.contentType())
                .method(call.method(), body)
                .build();
    }

    private String query(Call call) {
        return call.query().stream()
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(names.real(parameter.value())))
                .collect(Collectors.joining("&", call.query().isEmpty() ? "" : "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
