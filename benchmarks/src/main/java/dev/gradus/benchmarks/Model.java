package dev.gradus.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The duration model as scaffolded, trained on 2021-01 and measured on two later months, beside its peers. */
final class Model {
    private static final List<String> MONTHS = List.of("2021-02", "2021-03");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Model() {}

    static Table measure(Places places) throws IOException {
        Table table = new Table(
                "RMSE in minutes, trained on 2021-01",
                "Model",
                "Contract",
                "2021-02",
                "2021-03",
                "Training, features included");
        Command.in(places.scratch(), places.gradus(), "new", "rides", "--yes").output();
        Path project = places.scratch().resolve("rides");
        for (String contract : List.of("post-trip", "pre-trip")) {
            ours(places, project, contract, table);
        }
        peers(places, table);
        return table;
    }

    private static void ours(Places places, Path project, String contract, Table table) throws IOException {
        Command train = goal(
                project,
                "train",
                "-Ddata=" + month(places, "2021-01"),
                "-Dtest.data=" + month(places, "2021-02"),
                "-Dcontract=" + contract);
        goal(project, "compile").output();
        double seconds = train.seconds();
        JsonNode february = metrics(project);
        goal(project, "evaluate", "-Ddata=" + month(places, "2021-03")).output();
        JsonNode march = metrics(project);
        table.row(
                "**Gradus** (DL4J, 2 threads, 1 GiB heap)",
                contract,
                rmse(february),
                rmse(march),
                Table.seconds(seconds) + " with Maven and evaluation");
        table.row("its linear baseline", contract, linear(february), linear(march), "");
    }

    private static Command goal(Path project, String goal, String... properties) {
        List<String> words = new ArrayList<>(List.of("./mvnw", "-q", "-B", "-ntp"));
        words.addAll(List.of(properties));
        words.addAll(List.of("-pl", "model", "-am", "compile"));
        if (!goal.equals("compile")) {
            words.add("exec:java@" + goal);
        }
        return new Command(project, words, Map.of());
    }

    private static String month(Places places, String month) {
        return places.months().resolve("green_tripdata_" + month + ".parquet").toString();
    }

    private static JsonNode metrics(Path project) throws IOException {
        return JSON.readTree(Files.readString(project.resolve("build/metrics.json")));
    }

    private static String rmse(JsonNode metrics) {
        return Table.twoDecimals(metrics.path("rmse").asDouble());
    }

    private static String linear(JsonNode metrics) {
        return Table.twoDecimals(metrics.at("/baselines/linear/rmse").asDouble());
    }

    private static void peers(Places places, Table table) throws IOException {
        String json = Command.in(
                        places.root(),
                        places.python().toString(),
                        "benchmarks/peers/duration.py",
                        places.months().toString())
                .output();
        for (JsonNode peer : JSON.readTree(json).path("peers")) {
            table.row(
                    peer.path("name").asText(),
                    peer.path("contract").asText(),
                    Table.twoDecimals(peer.path("rmse").path(MONTHS.get(0)).asDouble()),
                    Table.twoDecimals(peer.path("rmse").path(MONTHS.get(1)).asDouble()),
                    Table.seconds(peer.path("seconds").asDouble()));
        }
    }
}
