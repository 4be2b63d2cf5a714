package dev.gradus.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The duration model as scaffolded, trained on 2021-01 and measured on two later months, beside its peers. How far a peer is behind
 * comes with the interval that holds 95 % of the differences when days are drawn again.
 */
final class Model {
    private static final String JANUARY = "2021-01";
    private static final String FEBRUARY = "2021-02";
    private static final String MARCH = "2021-03";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Model() {}

    static Table measure(Places places) throws IOException {
        Table table = new Table(
                "RMSE in minutes, trained on 2021-01",
                "Model",
                "Contract",
                FEBRUARY,
                MARCH,
                "Behind Gradus in " + FEBRUARY,
                "Behind Gradus in " + MARCH,
                "Training, features included");
        Project project = Project.scaffold(places);
        Path features = places.scratch().resolve("features");
        for (String contract : List.of("post-trip", "pre-trip")) {
            ours(places, project, contract, table);
            project.java(
                            places.root()
                                    .resolve("benchmarks/peers/Features.java")
                                    .toString(),
                            places.months().toString(),
                            features.resolve(contract).toString(),
                            JANUARY,
                            FEBRUARY,
                            MARCH)
                    .output();
        }
        peers(places, features, table);
        return table;
    }

    private static void ours(Places places, Project project, String contract, Table table) throws IOException {
        double seconds = project.train(month(places, JANUARY), month(places, FEBRUARY), contract)
                .seconds();
        JsonNode february = project.metrics();
        project.evaluate(month(places, MARCH)).output();
        JsonNode march = project.metrics();
        table.row(
                "**Gradus** (DL4J, 2 threads, 1 GiB heap)",
                contract,
                rmse(february),
                rmse(march),
                "",
                "",
                Table.seconds(seconds) + " with Maven and evaluation");
        table.row(
                "its 90 % intervals: rides within, mean width",
                contract, interval(february), interval(march), "", "", "");
        table.row("its linear baseline", contract, linear(february), linear(march), "", "", "");
    }

    private static Path month(Places places, String month) {
        return places.months().resolve("green_tripdata_" + month + ".parquet");
    }

    private static String rmse(JsonNode metrics) {
        return Table.twoDecimals(metrics.path("rmse").asDouble());
    }

    private static String interval(JsonNode metrics) {
        return Table.percent(metrics.at("/interval/coverage").asDouble())
                + ", "
                + Table.twoDecimals(metrics.at("/interval/width").asDouble());
    }

    private static String linear(JsonNode metrics) {
        return Table.twoDecimals(metrics.at("/baselines/linear/rmse").asDouble());
    }

    private static void peers(Places places, Path features, Table table) throws IOException {
        String json = Command.in(
                        places.root(),
                        places.python().toString(),
                        "benchmarks/peers/duration.py",
                        places.months().toString(),
                        features.toString())
                .output();
        for (JsonNode peer : JSON.readTree(json).path("peers")) {
            table.row(
                    peer.path("name").asText(),
                    peer.path("contract").asText(),
                    Table.twoDecimals(peer.path("rmse").path(FEBRUARY).asDouble()),
                    Table.twoDecimals(peer.path("rmse").path(MARCH).asDouble()),
                    behind(peer.path("behind").path(FEBRUARY)),
                    behind(peer.path("behind").path(MARCH)),
                    Table.seconds(peer.path("seconds").asDouble()));
        }
    }

    private static String behind(JsonNode difference) {
        return Table.difference(
                difference.path("minutes").asDouble(),
                difference.path("low").asDouble(),
                difference.path("high").asDouble());
    }
}
