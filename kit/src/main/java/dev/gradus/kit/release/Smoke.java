package dev.gradus.kit.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.train.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a deployed service for a prediction, through kubectl, and whether the model that gave it is the one that was released.
 *
 * <pre>{@code
 * java … dev.gradus.kit.release.Smoke --service=rides --env=dev      # exit code 0: it answers, with that model
 * }</pre>
 */
public final class Smoke {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern MODEL = Pattern.compile("(?m)^model_info\\{[^}]*digest=\"([^\"]+)\"[^}]*}");
    private static final String RIDE = """
            {"dataframe_records": [{"lpep_pickup_datetime": "2021-02-03T08:30:00", "PULocationID": 74, "DOLocationID": 41,
                                    "trip_distance": 1.4}]}
            """;

    private final URI service;
    private final HttpClient http;

    Smoke(URI service) {
        this.service = service;
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    public static void main(String[] args) {
        System.exit(Command.named("smoke", "service", "env").run(args, options -> {
            run(Path.of(""), "kubectl", options.require("service"), options.require("env"), System.out);
            System.out.flush();
        }));
    }

    static void run(Path project, String kubectl, String service, String environment, PrintStream out) {
        Released released = Released.of(project, environment);
        try (Tunnel tunnel = Tunnel.open(kubectl, service + "-" + environment, service)) {
            double minutes = new Smoke(tunnel.address()).ask(released);
            out.printf(
                    "%s answers with version %s of the model: %.1f minutes for a ride%n",
                    environment, released.version(), minutes);
        }
    }

    /** The minutes that it says a ride takes; refuses an answer that no ride can have, or that another model gave. */
    double ask(Released released) {
        answer(HttpRequest.newBuilder(service.resolve("/q/health/ready")).GET());
        String answering = model();
        if (!answering.equals(released.digest())) {
            throw new BadInput(
                    "the service answers with the model " + answering + ", but " + released.digest() + " was released",
                    "see what the pods run, and deploy again or go back with 'make rollback ENV=…'");
        }
        double minutes = prediction();
        if (!(minutes >= 1 && minutes <= 60)) {
            throw new BadInput(
                    "the model says that a ride of a mile takes " + minutes + " minutes",
                    "go back with 'make rollback ENV=…'");
        }
        return minutes;
    }

    private String model() {
        Matcher info = MODEL.matcher(
                answer(HttpRequest.newBuilder(service.resolve("/q/metrics")).GET()));
        if (!info.find()) {
            throw new BadInput("the service does not say which model it serves", "see its log for the model's loading");
        }
        return info.group(1);
    }

    private double prediction() {
        String answer = answer(HttpRequest.newBuilder(service.resolve("/invocations"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(RIDE)));
        try {
            JsonNode prediction =
                    new ObjectMapper().readTree(answer).path("predictions").path(0);
            return prediction.asDouble(Double.NaN);
        } catch (IOException e) {
            throw new BadInput("the service answered a ride with " + answer, "see its log");
        }
    }

    private String answer(HttpRequest.Builder request) {
        HttpRequest asked = request.timeout(PATIENCE).build();
        try {
            HttpResponse<String> response = http.send(asked, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new BadInput(
                        "the service answered " + asked.uri().getPath() + " with " + response.statusCode() + ": "
                                + response.body().strip(),
                        "see its log, and go back with 'make rollback ENV=…'");
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the service did not answer " + asked.uri().getPath() + " (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the service was asked", e);
        }
    }
}
