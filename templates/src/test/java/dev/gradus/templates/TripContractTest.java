package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data contract is a JSON Schema like any other: a validator that knows nothing of us can use it. */
class TripContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory DRAFT_2020_12 =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final String RIDE = """
            {"pickup": "2021-01-01T00:15:56", "dropoff": "2021-01-01T00:19:52", "pickupZone": 43, "dropoffZone": 151,
             "distance": 1.01, "vendor": 2, "passengers": 1, "rateCode": 1, "paymentType": null, "tripType": 1,
             "storeAndForward": false}""";

    @Test
    void itIsValidAgainstTheMetaschema() throws IOException {
        JsonSchema meta = DRAFT_2020_12.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(contract())).isEmpty();
    }

    @Test
    void aRideKeepsIt() throws IOException {
        assertThat(DRAFT_2020_12.getSchema(contract()).validate(JSON.readTree(RIDE)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "pickupZone": 43        | "pickupZone": 266
            "pickupZone": 43        | "pickupZone": null
            "distance": 1.01        | "distance": -1
            "distance": 1.01        | "distance": "far"
            "vendor": 2             | "vendor": 7
            "tripType": 1,          | ''
            "storeAndForward": false| "storeAndForward": "N"
            """)
    void aSpoiltRideBreaksIt(String from, String to) throws IOException {
        assertThat(RIDE).contains(from);

        assertThat(DRAFT_2020_12.getSchema(contract()).validate(JSON.readTree(RIDE.replace(from, to))))
                .isNotEmpty();
    }

    private static JsonNode contract() throws IOException {
        return JSON.readTree(Path.of("packs/taxi-duration/automated/contracts/trip.schema.json")
                .toFile());
    }
}
