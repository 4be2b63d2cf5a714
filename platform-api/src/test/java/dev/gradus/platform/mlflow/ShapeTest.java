package dev.gradus.platform.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShapeTest {
    private static final String SEE = " See the API docs for more information about request parameters.";
    private static final Shape METRIC =
            Shape.of(Field.text("key"), Field.number("value"), Field.int64("timestamp"), Field.int64("step"));
    private static final Shape REQUEST = Shape.of(
            Field.text("run_id").required(),
            Field.int64("end_time"),
            Field.choice("status", Map.of("RUNNING", 1, "FINISHED", 3)),
            Field.list("metrics", METRIC).eachHas("key", "value"),
            Field.texts("order_by"),
            Field.int32("max_results").atMost(50_000),
            Field.flag("active").unchecked());

    @Test
    void unknownFieldsAndNullsAreIgnored() {
        Fields fields = read("{'run_id':'a','new_field':{'x':1},'end_time':null}");

        assertThat(fields.text("run_id")).isEqualTo("a");
        assertThat(fields.has("end_time")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"7,7", "'7',7", "7.0,7", "1e3,1000", "'12.0',12", "-3,-3"})
    void aWholeNumberComesAsANumberOrAsAText(String json, long expected) {
        assertThat(read("{'run_id':'a','end_time':" + json + "}").integer("end_time"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NaN,NaN", "Infinity,Infinity", "-Infinity,-Infinity", "1.5,1.5", "1e5,100000"})
    void aNumberMayBeNamed(String text, Double expected) {
        Fields metric = read("{'run_id':'a','metrics':[{'key':'m','value':'" + text + "'}]}")
                .messages("metrics")
                .get(0);

        assertThat(metric.number("value")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'run_id':''}", "{'run_id':null}", "{'runId':'a'}"})
    void whatIsRequiredMustBeThereByItsOwnName(String json) {
        assertThatThrownBy(() -> read(json)).hasMessage("Missing value for required parameter 'run_id'." + SEE);
    }

    @Test
    void oldClientsNameARunByItsUuid() {
        assertThat(read("{'run_uuid':'a'}").has("run_id")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'run_id':5}|5|run_id|int",
                "{'run_id':'a','end_time':'soon'}|\"soon\"|end_time|str",
                "{'run_id':'a','order_by':'x'}|\"x\"|order_by|str",
                "{'run_id':'a','max_results':50001}|50001|max_results|int",
                "{'run_id':'a','metrics':{'b':1,'a':2}}|{\"a\":2,\"b\":1}|metrics|dict",
            })
    void aWrongTypeIsShownWithItsValue(String json, String value, String name, String type) {
        assertThatThrownBy(() -> read(json))
                .hasMessage("Invalid value " + value + " for parameter '" + name
                        + "' supplied:  Hint: Value was of type '" + type + "'." + SEE);
    }

    @Test
    void aWrongTypeThatNothingAsksAboutCostsWhatComesAfterIt() {
        Fields fields = read("{'run_id':'a','active':'yes','end_time':5}");

        assertThat(fields.text("run_id")).isEqualTo("a");
        assertThat(fields.has("end_time")).isFalse();
    }

    @Test
    void eachElementMustHaveItsFields() {
        assertThatThrownBy(() -> read("{'run_id':'a','metrics':[{'key':'m','value':1},{'key':'m'}]}"))
                .hasMessage("Missing value for required parameter 'metrics[1].value'." + SEE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"'FINISHED',FINISHED", "3,FINISHED", "'3',FINISHED", "'PAUSED',"})
    void anUnknownChoiceIsAsGoodAsNone(String json, String expected) {
        assertThat(read("{'run_id':'a','status':" + json + "}").optionalText("status"))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void oneFieldUnderTwoNamesIsRefused() {
        assertThatThrownBy(() -> read("{'run_id':'a','end_time':1,'endTime':2}"))
                .hasMessage("Request specifies both 'end_time' and 'endTime'; provide only one of them.");
    }

    @Test
    void aTextThatCanNotBeKeptIsRefused() {
        assertThatThrownBy(() -> read("{'run_id':'a\\u0000'}")).hasMessageContaining("NUL");
    }

    private static Fields read(String json) {
        return REQUEST.read(json(json.replace('\'', '"')));
    }

    private static JsonNode json(String text) {
        return MlflowJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
