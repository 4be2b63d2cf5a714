package dev.gradus.maturity.assess;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.gradus.maturity.BadInput;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactJson;
import dev.gradus.maturity.fact.Vocabulary;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Assessments as the command line and REST print them, and observations as they are stored.
 *
 * <pre>{@code
 * System.out.println(AssessmentJson.write(assessment));
 * }</pre>
 */
public final class AssessmentJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader()))
            .build();

    private AssessmentJson() {}

    public static String write(Assessment assessment) {
        return text(JSON.valueToTree(assessment));
    }

    /** Reads what {@link #write(Assessment)} wrote. */
    public static Assessment read(String json) {
        try {
            return JSON.readValue(json, Assessment.class);
        } catch (JsonProcessingException e) {
            throw unreadable("assessment", e);
        }
    }

    public static String write(VerdictRecord verdict) {
        return text(JSON.valueToTree(verdict));
    }

    public static String write(Observation observation) {
        ObjectNode json = JSON.createObjectNode();
        Stage stage = observation.stage();
        json.put("project", observation.project());
        json.put("stage", stage == null ? null : stage.word());
        json.set("subject", JSON.valueToTree(observation.subject()));
        json.put("committedAt", observation.committedAt().toString());
        ArrayNode facts = json.putArray("facts");
        observation.facts().forEach(fact -> facts.add(FactJson.write(fact)));
        ObjectNode reports = json.putObject("reports");
        observation.reports().forEach((collector, at) -> reports.put(collector, at.toString()));
        return text(json);
    }

    /** Reads what {@link #write(Observation)} wrote. */
    public static Observation read(String json, Vocabulary vocabulary) {
        try {
            JsonNode stored = JSON.readTree(json);
            List<Fact> facts = new ArrayList<>();
            stored.path("facts").forEach(fact -> facts.add(FactJson.read(fact, vocabulary)));
            SortedMap<String, Instant> reports = new TreeMap<>();
            for (Map.Entry<String, JsonNode> report : stored.path("reports").properties()) {
                reports.put(report.getKey(), Instant.parse(report.getValue().asText()));
            }
            return new Observation(
                    stored.path("project").asText(),
                    stored.path("stage").isTextual()
                            ? Stage.of(stored.path("stage").asText())
                            : null,
                    JSON.treeToValue(stored.path("subject"), Subject.class),
                    Instant.parse(stored.path("committedAt").asText()),
                    facts,
                    reports);
        } catch (JsonProcessingException | DateTimeException e) {
            throw unreadable("observation", e);
        }
    }

    private static BadInput unreadable(String what, Exception e) {
        return new BadInput(
                "the stored %s cannot be read: %s"
                        .formatted(
                                what,
                                String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                "Maybe: read it with the version of Gradus that stored it.");
    }

    private static String text(JsonNode json) {
        return json.toPrettyString();
    }

    private static final class InstantWriter extends StdSerializer<Instant> {

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(instant.toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
        }
    }
}
