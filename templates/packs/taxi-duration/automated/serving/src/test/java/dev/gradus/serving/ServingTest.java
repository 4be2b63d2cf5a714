package dev.gradus.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gradus.kit.predictions.LogFiles;
import dev.gradus.kit.predictions.Outcome;
import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.ModelVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as callers see it, with models of {@link FixtureReader}. */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
class ServingTest {

    private static final String RIDE =
            "{\"pickup_datetime\":\"2021-02-03T08:30:00\",\"PULocationID\":74,\"DOLocationID\":166}";

    @TestHTTPResource("/")
    URI server;

    @Inject
    ServingConfig config;

    @Test
    void oneRideIsAnsweredWithAnIdAnIntervalAndTheModel() throws Exception {
        JsonNode answer = Answer.post(at("predict"), RIDE).json();

        assertTrue(answer.path("minutes").isNumber());
        assertEquals(answer.path("minutes").asDouble() - 1, answer.path("low").asDouble());
        assertEquals(answer.path("minutes").asDouble() + 1, answer.path("high").asDouble());
        assertFalse(answer.path("id").asText().isEmpty());
        assertEquals(TestStore.MODEL, answer.path("model").asText());
        assertTrue(answer.path("digest").asText().startsWith("sha256:"));
        assertTrue(answer.path("logged").asBoolean());
    }

    @Test
    void manyRidesAreAnsweredInTheirOrderUpToALimit() throws Exception {
        JsonNode answer = Answer.post(at("predict"), list(200)).json();

        assertEquals(200, answer.path("predictions").size());
        assertEquals(
                200,
                answer.path("predictions").findValues("id").stream().distinct().count());
        assertEquals(413, Answer.post(at("predict"), list(201)).status());
        assertEquals(400, Answer.post(at("predict"), "[]").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PULocationID|0|PULocationID is 0, expected a whole number from 1 to 265",
                "PULocationID|266|PULocationID is 266",
                "PULocationID|7.5|PULocationID is 7.5",
                "PULocationID|\"7\"|PULocationID is \"7\"",
                "PULocationID|null|PULocationID is missing",
                "PULocationID|[7]|PULocationID is a list",
                "PULocationID|{}|PULocationID is an object",
                "PULocationID|1e400|PULocationID is Infinity",
                "trip_distance|-0.1|trip_distance is -0.1, expected a number from 0 to 1000",
                "trip_distance|NaN|trip_distance is NaN",
                "trip_distance|Infinity|trip_distance is Infinity",
                "trip_distance|true|trip_distance is true",
                "passenger_count|10|passenger_count is 10, expected a whole number from 0 to 9",
                "pickup_datetime|\"yesterday\"|pickup_datetime is \"yesterday\", expected New York's local time",
                "pickup_datetime|\"1999-12-31T23:59:59\"|from 2000 to 2099",
                "pickup_datetime|12|pickup_datetime is a number",
                "store_and_fwd_flag|\"maybe\"|store_and_fwd_flag is \"maybe\", expected \"Y\", \"N\"",
                "trip_distanse|1|a ride has no field 'trip_distanse'",
            })
    void aFieldIsRefusedByItsNameAndWhatIsAccepted(String field, String value, String error) throws Exception {
        String others = RIDE.substring(1).replaceAll("\"" + field + "\":[^,}]*,?", "");

        Answer answer = Answer.post(at("predict"), "{\"%s\":%s,%s".formatted(field, value, others));

        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.error().contains(error), answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "{", "[1]", "{}", "[[[[[[[[[[[[[[[[", "{\"PULocationID\":1,\"PULocationID\":2}"})
    void aBodyThatIsNoRideIsRefused(String body) throws Exception {
        Answer answer = Answer.post(at("predict"), body);

        assertEquals(400, answer.status(), answer.text());
        assertFalse(answer.error().isEmpty());
    }

    @Test
    void theRideOfAListThatIsWrongIsNamed() throws Exception {
        Answer answer = Answer.post(at("predict"), "[" + RIDE + ",{\"PULocationID\":1}]");

        assertTrue(answer.error().startsWith("ride 1: pickup_datetime is missing"), answer.text());
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithOrWithoutItsLength() throws Exception {
        assertEquals(413, Answer.post(at("predict"), " ".repeat(65_537)).status());
        assertEquals(413, chunked(at("predict"), 70_000));
    }

    @Test
    void aPredictionThatIsNoNumberIsNotGivenOut() throws Exception {
        String endless = RIDE.replace("}", ",\"passenger_count\":9}");

        assertEquals(500, Answer.post(at("predict"), endless).status());
        assertTrue(metric("model_infer_nonfinite_total") >= 1);
    }

    @Test
    void anotherMethodIsRefused() throws Exception {
        assertEquals(405, Answer.get(at("predict")).status());
    }

    @Test
    void labelsFindTheirPredictions() throws Exception {
        String id = Answer.post(at("predict"), RIDE).json().path("id").asText();

        assertEquals(
                1,
                Answer.post(at("labels"), label(id, 14.5)).json().path("stored").asInt());

        List<Outcome> outcomes = new ArrayList<>();
        Outcome.join(new LogFiles(config.log().folder()), outcomes::add);
        assertEquals(
                List.of(14.5),
                outcomes.stream()
                        .filter(outcome -> outcome.prediction().id().equals(id))
                        .map(outcome -> outcome.label().minutes())
                        .toList());
    }

    @Test
    void aLabelOfAnUnknownPredictionIsRefusedByNameAndNoneOfItsListIsStored() throws Exception {
        String id = Answer.post(at("predict"), RIDE).json().path("id").asText();
        String unknown = "mi8x2k1d-3f9a1c2e-5k";

        Answer answer = Answer.post(at("labels"), "[" + label(id, 3) + "," + label(unknown, 4) + "]");

        assertEquals(404, answer.status());
        assertTrue(answer.error().contains(unknown));
        assertFalse(new LogFiles(config.log().folder()).labels().containsKey(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"id\":\"a\"}", "{\"id\":\"a\",\"minutes\":-1}", "{\"id\":1,\"minutes\":1}", "x"})
    void aLabelThatIsNoneIsRefused(String body) throws Exception {
        assertEquals(400, Answer.post(at("labels"), body).status());
    }

    @Test
    void tensorsOfJsonAreAnsweredWithTensorsOfJson() throws Exception {
        JsonNode answer = Answer.post(infer(), """
            {"id": "mine", "inputs": [
              {"name": "pickup_datetime", "datatype": "BYTES", "shape": [2], "data": ["2021-02-03T08:30:00", "2021-02-03 09:30:00"]},
              {"name": "PULocationID", "datatype": "INT64", "shape": [2, 1], "data": [[74], [75]]},
              {"name": "DOLocationID", "datatype": "INT64", "shape": [2], "data": [166, 74]}]}\
            """).json();

        assertEquals("mine", answer.path("id").asText());
        assertEquals(TestStore.MODEL, answer.path("model_name").asText());
        assertEquals(
                List.of("minutes", "low", "high", "prediction_id"),
                answer.path("outputs").findValuesAsText("name"));
        assertEquals(2, answer.at("/outputs/0/data").size());
        assertEquals(2, answer.at("/outputs/3/shape/0").asInt());
    }

    @Test
    void binaryTensorsAreAnsweredWithBinaryTensors() throws Exception {
        String time = "2021-02-03T08:30:00";
        ByteBuffer binary = ByteBuffer.allocate(4 + time.length() + 8 + 4).order(ByteOrder.LITTLE_ENDIAN);
        binary.putInt(time.length())
                .put(time.getBytes(StandardCharsets.UTF_8))
                .putLong(74)
                .putInt(166);
        byte[] header = """
            {"inputs": [
              {"name": "pickup_datetime", "datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": 23}},
              {"name": "PULocationID", "datatype": "INT64", "shape": [1], "parameters": {"binary_data_size": 8}},
              {"name": "DOLocationID", "datatype": "INT32", "shape": [1], "parameters": {"binary_data_size": 4}}],
             "outputs": [{"name": "minutes", "parameters": {"binary_data": true}}]}\
            """.getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(header, header.length + binary.capacity());
        System.arraycopy(binary.array(), 0, body, header.length, binary.capacity());

        Answer answer = Answer.post(infer(), body, "Inference-Header-Content-Length", String.valueOf(header.length));

        assertEquals(200, answer.status(), answer.text());
        int length = Integer.parseInt(answer.response()
                .headers()
                .firstValue("Inference-Header-Content-Length")
                .orElseThrow());
        byte[] bytes = answer.response().body();
        assertEquals(length + 8, bytes.length);
        double minutes =
                ByteBuffer.wrap(bytes, length, 8).order(ByteOrder.LITTLE_ENDIAN).getDouble();
        assertTrue(minutes > 0 && minutes < 60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|inputs is missing",
                "{\"inputs\":[{\"name\":\"speed\",\"shape\":[1],\"data\":[1]}]}|no field 'speed'",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[1],\"data\":[999]}]}|PULocationID is 999",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[2000000000],\"data\":[9]}]}|fewer elements",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[2],\"data\":[9,8,7]}]}|3 elements",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[1,2],\"data\":[9,8]}]}|expected [n] or [n, 1]",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[1]}]}|neither data nor binary data",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[1],\"parameters\":{\"binary_data_size\":8}}]}|fewer"
                        + " elements",
                "{\"inputs\":[{\"name\":\"PULocationID\",\"shape\":[1],\"data\":[9]}]}|ride 0: pickup_datetime is"
                        + " missing",
            })
    void aTensorIsRefusedByItsName(String body, String error) throws Exception {
        Answer answer = Answer.post(infer(), body);

        assertEquals(400, answer.status(), answer.text());
        assertTrue(answer.error().contains(error), answer.text());
    }

    @Test
    void theProtocolTellsWhatIsServed() throws Exception {
        assertEquals(
                "binary_tensor_data",
                Answer.get(at("v2")).json().at("/extensions/0").asText());
        assertEquals(200, Answer.get(at("v2/health/live")).status());
        assertEquals(200, Answer.get(at("v2/health/ready")).status());
        JsonNode model = Answer.get(at("v2/models/" + TestStore.MODEL)).json();
        String version = model.at("/versions/0").asText();
        assertEquals(
                200,
                Answer.get(at("v2/models/%s/versions/%s/ready".formatted(TestStore.MODEL, version)))
                        .status());
        assertEquals(404, Answer.get(at("v2/models/other")).status());
        assertEquals(
                404,
                Answer.post(at("v2/models/" + TestStore.MODEL + "/versions/999/infer"), "{}")
                        .status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"dataframe_split": {"index": [0], "columns": ["lpep_pickup_datetime", "PULocationID", "DOLocationID", "fare_amount"],
                 "data": [["2021-02-03 08:30:00", 74, 166, 12.5]]}}\
                """,
                "{\"dataframe_records\": [%s]}",
                "{\"instances\": [%s]}",
                "{\"inputs\": [%s]}",
                """
                {"inputs": {"pickup_datetime": ["2021-02-03 08:30:00"], "PULocationID": [74], "DOLocationID": [166],
                 "passenger_count": [NaN]}}\
                """,
            })
    void everyFormOfADataFrameIsScored(String body) throws Exception {
        Answer answer = Answer.post(
                at("invocations"), body.replace("%s", RIDE), "Content-Type", "application/json; charset=utf-8");

        assertEquals(1, answer.json().path("predictions").size(), answer.text());
        assertEquals(1, answer.json().path("prediction_ids").size(), answer.text());
    }

    @Test
    void csvIsScored() throws Exception {
        Answer answer = Answer.post(
                at("invocations"),
                "pickup_datetime,PULocationID,DOLocationID,passenger_count\r\n"
                        + "\"2021-02-03 08:30:00\",74,166,\r\n"
                        + "2021-02-03 08:30:00,74,166,1.0\r\n",
                "Content-Type",
                "text/csv");

        assertEquals(2, answer.json().path("predictions").size(), answer.text());
    }

    @Test
    void whatIsNoDataFrameIsRefused() throws Exception {
        assertEquals(400, Answer.post(at("invocations"), "{}").status());
        assertEquals(
                400,
                Answer.post(at("invocations"), "{\"instances\":[],\"inputs\":[]}")
                        .status());
        assertEquals(
                415,
                Answer.post(at("invocations"), "x", "Content-Type", "text/html").status());
        Answer row = Answer.post(at("invocations"), "pickup_datetime\nnever", "Content-Type", "text/csv");
        assertTrue(row.error().startsWith("row 0: pickup_datetime is \"never\""), row.text());
        assertEquals(200, Answer.get(at("ping")).status());
        assertEquals(200, Answer.get(at("version")).status());
    }

    @Test
    void theModelFollowsItsAliasAndGoesOnServingWhenTheNextOneIsBroken() throws Exception {
        ModelVersion good = TestStore.champion(models(), FixtureReader.saying(20));
        await(() -> predicted() == 20);
        assertEquals(1, metric("model_info{digest=\"" + good.digest() + "\""));

        double failures = metric("model_load_failures_total");
        TestStore.champion(models(), FixtureReader.saying(-1));
        await(() -> health().contains("trained on other features"));
        assertEquals(20, predicted());
        assertTrue(metric("model_load_failures_total") > failures);

        ModelVersion truncated = TestStore.champion(models(), FixtureReader.saying(21));
        Path file =
                models().resolve(TestStore.MODEL).resolve(truncated.version()).resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        TestStore.champion(models(), FixtureReader.saying(22));
        await(() -> predicted() == 22);
        new FileModelStore(models(), Clock.systemUTC()).rollback(TestStore.MODEL, "champion");
        await(() -> health().contains("was registered with"));
        assertEquals(22, predicted());

        Path aliases = models().resolve(TestStore.MODEL).resolve("aliases.json");
        Files.writeString(aliases, "nonsense");
        await(() -> health().contains("aliases.json"));
        assertEquals(22, predicted());

        Files.writeString(aliases, "{\"champion\":\"%s\"}".formatted(good.version()));
        await(() -> predicted() == 20);
        assertFalse(health().contains("trouble"));
    }

    @Test
    void aModelOfANewerFormatDoesNotTakeOver() throws Exception {
        ModelVersion good = TestStore.champion(models(), FixtureReader.saying(30));
        await(() -> predicted() == 30);
        TestStore.champion(models(), FixtureReader.saying(31).with("formatVersion", new TextNode("2")));

        await(() -> health().contains("format version 2"));
        assertEquals(30, predicted());
        new FileModelStore(models(), Clock.systemUTC()).setAlias(TestStore.MODEL, "champion", good.version());
        await(() -> !health().contains("trouble"));
    }

    @Test
    void theMetricsAreThere() throws Exception {
        double before = metric("model_infer_request_success_total{protocol=\"predict\"");
        double refused = metric("model_infer_request_failure_total{protocol=\"predict\",reason=\"invalid\"");
        Answer.post(at("predict"), RIDE);
        Answer.post(at("predict"), "{}");

        assertEquals(before + 1, metric("model_infer_request_success_total{protocol=\"predict\""));
        assertEquals(refused + 1, metric("model_infer_request_failure_total{protocol=\"predict\",reason=\"invalid\""));
        assertTrue(metric("model_infer_request_duration_seconds_count{protocol=\"predict\"") > 0);
    }

    private URI at(String path) {
        return server.resolve(path);
    }

    private URI infer() {
        return at("v2/models/" + TestStore.MODEL + "/infer");
    }

    private Path models() {
        return config.model().store();
    }

    private double predicted() throws Exception {
        return Answer.post(at("predict"), RIDE).json().path("minutes").asDouble();
    }

    private String health() throws Exception {
        return Answer.get(at("q/health/ready")).text();
    }

    private double metric(String start) throws Exception {
        return Answer.get(at("q/metrics"))
                .text()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private static String list(int rides) {
        return "[" + String.join(",", Collections.nCopies(rides, RIDE)) + "]";
    }

    private static String label(String id, double minutes) {
        return "{\"id\":\"%s\",\"minutes\":%s}".formatted(id, minutes);
    }

    private static int chunked(URI address, int bytes) throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST %s HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                                    .formatted(address.getPath(), bytes, " ".repeat(bytes)))
                            .getBytes(StandardCharsets.UTF_8));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            return Integer.parseInt(status.substring(9));
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not come true");
            Thread.onSpinWait();
        }
    }
}
