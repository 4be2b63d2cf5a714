package dev.gradus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server of a project, validating, predicting and logging every request, beside a server that does nothing and MLflow's. */
final class Serving {
    private static final int CONNECTIONS = 32;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 15;
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99% +([0-9.]+)(us|ms|s)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Map<String, Double> MILLISECONDS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3);

    private static final String RIDE =
            "{\"pickup_datetime\":\"2021-02-03T08:30:00\",\"PULocationID\":74,\"DOLocationID\":166}";
    private static final String FRAME = """
        {"dataframe_split": {"columns": ["PU", "DO", "PU number", "DO number", "hour", "minute", "weekday", "day", "vendor", \
        "rate", "passengers", "type", "flag", "null"], "data": [[74.0, 166.0, 74.0, 166.0, 8.0, 510.0, 2.0, 33.0, 2.0, 1.0, 1.0, \
        1.0, 0.0, 0.0]]}}\
        """;

    private Serving() {}

    static Table measure(Places places) throws IOException {
        Path project = project(places);
        Figures ours = figures(
                places,
                project,
                "/predict",
                RIDE,
                List.of(
                        "java",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=PORT",
                        "-jar",
                        "serving/target/quarkus-app/quarkus-run.jar"));
        Figures hello = figures(
                places,
                project,
                "/",
                RIDE,
                List.of(
                        "java",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-Dport=PORT",
                        "-cp",
                        "serving/target/quarkus-app/lib/main/*",
                        places.root()
                                .resolve("benchmarks/peers/HelloWorld.java")
                                .toString()));
        Path model = places.scratch().resolve("lightgbm");
        Command.in(
                        places.root(),
                        places.python().toString(),
                        "benchmarks/peers/scoring.py",
                        places.months().toString(),
                        model.toString())
                .output();
        Figures mlflow = figures(
                places,
                places.scratch(),
                "/invocations",
                FRAME,
                List.of(
                        // It starts uvicorn by name.
                        "env",
                        "PATH=" + places.python().getParent() + ":" + System.getenv("PATH"),
                        places.peer("mlflow"),
                        "models",
                        "serve",
                        "-m",
                        model.toString(),
                        "-p",
                        "PORT",
                        "-w",
                        "2",
                        "--env-manager",
                        "local"));
        Table table = new Table(
                "Serving single rides over HTTP (%d connections)".formatted(CONNECTIONS),
                "Server",
                "Requests/s",
                "Gradus is",
                "99 % within, at half of that",
                "Memory",
                "First answer after");
        ours.row(table, "**Gradus** `make serve`: validates, predicts and logs", "");
        hello.row(table, "bare Vert.x: one fixed answer", Table.ratio(ours.rate(), hello.rate()));
        mlflow.row(
                table,
                "`mlflow models serve` 3.17, LightGBM, 2 workers, no log",
                Table.ratio(ours.rate(), mlflow.rate()));
        return table;
    }

    /** A project that serves the model of a whole month, as its pipeline would have left it. */
    private static Path project(Places places) throws IOException {
        Path project = places.scratch().resolve("served");
        Command.in(places.scratch(), places.gradus(), "new", "served", "--stage", "automated", "--yes")
                .output();
        copy(places.months().resolve("green_tripdata_2021-01.parquet"), project.resolve("build/data/training"));
        copy(places.months().resolve("green_tripdata_2021-02.parquet"), project.resolve("build/data/testing"));
        Command.in(
                        project,
                        "./mvnw",
                        "-q",
                        "-B",
                        "-ntp",
                        "-pl",
                        "model",
                        "-am",
                        "compile",
                        "exec:java@train",
                        "exec:java@register",
                        "-Ddata=build/data/training",
                        "-Dtest.data=build/data/testing")
                .output();
        Command.in(project, "./mvnw", "-q", "-B", "-ntp", "-pl", "serving", "-am", "-DskipTests", "package")
                .output();
        return project;
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    private record Figures(double rate, double p99, long megabytes, double firstAnswer) {
        void row(Table table, String name, String ratio) {
            table.row(
                    name,
                    String.format(Locale.ROOT, "%.0f", rate),
                    ratio,
                    String.format(Locale.ROOT, "%.1f ms", p99),
                    megabytes + " MB",
                    Table.milliseconds(firstAnswer));
        }
    }

    private static Figures figures(Places places, Path folder, String path, String body, List<String> words)
            throws IOException {
        try (Service service = Service.start(folder, path, body, words)) {
            service.wrk(places.root(), CONNECTIONS, WARM_UP_SECONDS, 0);
            double peak = number(RATE, requireAnswers(service.wrk(places.root(), CONNECTIONS, SECONDS, 0)));
            String half = requireAnswers(service.wrk(places.root(), CONNECTIONS, SECONDS, (long) (peak / 2)));
            Matcher latency = P99.matcher(half);
            if (!latency.find()) {
                throw new IllegalStateException("wrk said nothing of latency: " + half);
            }
            double p99 = Double.parseDouble(latency.group(1)) * MILLISECONDS.getOrDefault(latency.group(2), 1.0);
            return new Figures(peak, p99, service.megabytes(), service.firstAnswer());
        }
    }

    private static String requireAnswers(String said) {
        if (REFUSED.matcher(said).find()) {
            throw new IllegalStateException("the server refused requests: " + said);
        }
        return said;
    }

    private static double number(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk said: " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
