package dev.gradus.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gradus' server beside MLflow's, over one PostgreSQL that writes through to the disk: what they take of runs, and give. */
final class ControlPlane {
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 20;
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;

    private ControlPlane() {}

    static Table measure(Places places) throws IOException {
        Path data = places.scratch().resolve("gradus");
        int port = freePort();
        String up = Command.in(
                        places.scratch(),
                        places.gradus(),
                        "up",
                        "--json",
                        "--port",
                        "" + port,
                        "--data-dir",
                        data.toString())
                .output();
        try {
            Figures ours = gradus(places, new Protocol(URI.create("http://127.0.0.1:" + port), word("adminToken", up)));
            long memory = Service.megabytes(
                    ProcessHandle.of(Long.parseLong(word("pid", up))).orElseThrow());
            String database = database(data) + "/mlflow";
            Command.in(places.root(), places.python().toString(), "benchmarks/peers/database.py", database)
                    .output();
            try (Service server = Service.start(places.scratch(), "/health", "", mlflow(places, database))) {
                Figures theirs = mlflow(places, server, database);
                return table(ours, memory, theirs, server.megabytes());
            }
        } finally {
            Command.in(places.scratch(), places.gradus(), "down", "--data-dir", data.toString())
                    .output();
        }
    }

    private static Figures gradus(Places places, Protocol server) throws IOException {
        String few = server.experiment("few");
        Path runs = Protocol.file(places.scratch(), "few", server.seed(few, FEW));
        String many = server.experiment("many");
        server.seed(many, MANY);
        return Figures.of(places.root(), server, runs, few, many);
    }

    private static Figures mlflow(Places places, Service service, String database) throws IOException {
        Protocol server = new Protocol(URI.create(service.origin()), "");
        String few = server.experiment("few");
        Path runs = Protocol.file(places.scratch(), "few", seed(places, database, few, FEW));
        String many = server.experiment("many");
        seed(places, database, many, MANY);
        return Figures.of(places.root(), server, runs, few, many);
    }

    private static List<String> seed(Places places, String database, String experiment, int runs) {
        return Command.in(
                        places.root(),
                        places.python().toString(),
                        "benchmarks/peers/seed.py",
                        database,
                        experiment,
                        Integer.toString(runs))
                .output()
                .lines()
                .toList();
    }

    private static List<String> mlflow(Places places, String database) {
        return List.of(
                // It starts uvicorn by name.
                "env",
                "PATH=" + places.python().getParent() + ":" + System.getenv("PATH"),
                places.peer("mlflow"),
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                "PORT",
                "--workers",
                "2",
                "--backend-store-uri",
                database.replace("postgresql:", "postgresql+psycopg2:"),
                "--default-artifact-root",
                places.scratch().resolve("artifacts").toString());
    }

    /** The PostgreSQL that Gradus started. */
    private static String database(Path data) throws IOException {
        String password = Files.readString(data.resolve("postgres/password")).strip();
        String port = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                .get(3)
                .strip();
        return "postgresql://gradus:" + password + "@127.0.0.1:" + port;
    }

    private static String word(String name, String json) {
        Matcher value = Pattern.compile("\"" + name + "\" *: *\"?([^\",}\\s]+)").matcher(json);
        if (!value.find()) {
            throw new IllegalStateException("no \"" + name + "\" in " + json);
        }
        return value.group(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Table table(Figures ours, long ourMemory, Figures theirs, long theirMemory) {
        Table table = new Table(
                "The control plane, requests a second (%d connections, one PostgreSQL, fsync on)"
                        .formatted(CONNECTIONS),
                "Request",
                "Gradus",
                "`mlflow server` 3.17, 2 workers",
                "Gradus is");
        row(table, "log-batch of 10 metrics, durable", ours.batch(), theirs.batch());
        row(table, "filtered search over 1 000 runs, 50 found", ours.few(), theirs.few());
        row(table, "filtered search over 100 000 runs, 50 found", ours.many(), theirs.many());
        row(table, "one run", ours.read(), theirs.read());
        table.row(
                "a search over 100 000 runs is dearer than over 1 000 by",
                Table.ratio(ours.few(), ours.many()),
                Table.ratio(theirs.few(), theirs.many()),
                "");
        return table.row(
                "memory, without PostgreSQL",
                ourMemory + " MB",
                theirMemory + " MB",
                Table.ratio((double) ourMemory, (double) theirMemory));
    }

    private static void row(Table table, String request, double ours, double theirs) {
        table.row(request, rate(ours), rate(theirs), Table.ratio(ours, theirs));
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%.0f", perSecond);
    }

    private record Figures(double batch, double few, double many, double read) {
        static Figures of(Path root, Protocol server, Path runs, String few, String many) {
            return new Figures(
                    rate(root, server, "log-batch", runs, few),
                    rate(root, server, "search", runs, few),
                    rate(root, server, "search", runs, many),
                    rate(root, server, "read", runs, few));
        }

        private static double rate(Path root, Protocol server, String kind, Path runs, String experiment) {
            server.rate(root, kind, runs, experiment, CONNECTIONS, WARM_UP_SECONDS);
            return server.rate(root, kind, runs, experiment, CONNECTIONS, SECONDS);
        }
    }
}
