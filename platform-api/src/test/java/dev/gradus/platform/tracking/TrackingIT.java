package dev.gradus.platform.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrackingIT {
    private static final String SEE = " See the API docs for more information about request parameters.";

    private static RunningPlatform platform;
    private static Calls calls;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(TestPostgres.database());
        calls = new Calls(platform);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void anExperimentIsFoundByItsIdAndByItsName() {
        String id = calls.post("experiments/create", "{'name':'rides','tags':[{'key':'city','value':'NYC'}]}")
                .path("experiment_id")
                .asText();

        JsonNode byId = calls.get("experiments/get?experiment_id=" + id).path("experiment");
        JsonNode byName =
                calls.get("experiments/get-by-name?experiment_name=rides").path("experiment");

        assertThat(byId).isEqualTo(byName);
        assertThat(byId.path("artifact_location").asText()).isEqualTo("mlflow-artifacts:/" + id);
        assertThat(byId.path("lifecycle_stage").asText()).isEqualTo("active");
        assertThat(byId.path("tags")).hasToString("[{\"key\":\"city\",\"value\":\"NYC\"}]");
        assertThat(byId.path("creation_time").isIntegralNumber()).isTrue();
    }

    @Test
    void experimentZeroIsTheDefaultOneOfTheTeam() {
        JsonNode zero = calls.get("experiments/get?experiment_id=0").path("experiment");

        assertThat(zero.path("name").asText()).isEqualTo("Default");
        assertThat(calls.get("experiments/get-by-name?experiment_name=Default").path("experiment"))
                .isEqualTo(zero);
    }

    @Test
    void anExperimentIsRenamedDeletedAndRestoredWithItsRuns() {
        String id = calls.experiment("first name");
        String run = calls.run(id, 1);

        calls.post("experiments/update", "{'experiment_id':'" + id + "','new_name':'second name'}");
        calls.post("experiments/delete", "{'experiment_id':'" + id + "'}");

        assertThat(calls.refused("experiments/get-by-name?experiment_name=first%20name"))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST: Could not find experiment with name 'first name'");
        assertThat(info(run).path("lifecycle_stage").asText()).isEqualTo("deleted");
        assertThat(calls.refused("runs/create", "{'experiment_id':'" + id + "'}"))
                .isEqualTo("INVALID_PARAMETER_VALUE: The experiment " + id
                        + " must be in the 'active' state. Current state is deleted.");
        assertThat(calls.refused("experiments/delete", "{'experiment_id':'" + id + "'}"))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST: No Experiment with id=" + id + " exists");

        calls.post("experiments/restore", "{'experiment_id':'" + id + "'}");
        assertThat(info(run).path("lifecycle_stage").asText()).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "experiments/create|{}|Missing value for required parameter 'name'.",
                "experiments/create|{'name':''}|Missing value for required parameter 'name'.",
                "experiments/create|{'name':5}|Invalid value 5 for parameter 'name' supplied:  Hint: Value was of type 'int'.",
                "experiments/create|not JSON|Missing value for required parameter 'name'.",
                "experiments/update|{'experiment_id':'1'}|Missing value for required parameter 'new_name'.",
                "runs/log-metric|{'run_id':'a','key':'k','timestamp':1}|Missing value for required parameter 'value'.",
                "runs/log-metric|{'run_id':'a','key':'k','value':'x','timestamp':1}"
                        + "|Invalid value \"x\" for parameter 'value' supplied:  Hint: Value was of type 'str'.",
                "runs/log-batch|{'run_id':'a','params':[{'value':'x'}]}|Missing value for required parameter 'params[0].key'.",
                "runs/search|{'experiment_ids':'0'}"
                        + "|Invalid value \"0\" for parameter 'experiment_ids' supplied:  Hint: Value was of type 'str'.",
                "runs/outputs|{'run_id':'a'}|Missing value for required parameter 'models'.",
            })
    void whatARequestLacksIsSaidInMlflowsWords(String path, String body, String message) {
        assertThat(calls.refused(path, body)).isEqualTo("INVALID_PARAMETER_VALUE: " + message + SEE);
    }

    @Test
    void aNameIsTakenOnceInATeam() {
        calls.experiment("taken");

        assertThat(calls.refused("experiments/create", "{'name':'taken'}"))
                .startsWith("RESOURCE_ALREADY_EXISTS: Experiment(name=taken) already exists.");
    }

    @Test
    void tagsOfAnExperimentAreSetAndDeleted() {
        String id = calls.experiment("tagged");
        calls.post("experiments/set-experiment-tag", "{'experiment_id':'" + id + "','key':'a','value':'1'}");
        calls.post("experiments/set-experiment-tag", "{'experiment_id':'" + id + "','key':'a','value':'2'}");

        assertThat(calls.get("experiments/get?experiment_id=" + id)
                        .path("experiment")
                        .path("tags"))
                .hasToString("[{\"key\":\"a\",\"value\":\"2\"}]");

        calls.post("experiments/delete-experiment-tag", "{'experiment_id':'" + id + "','key':'a'}");
        assertThat(calls.refused("experiments/delete-experiment-tag", "{'experiment_id':'" + id + "','key':'a'}"))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST: No tag with name: a in experiment with id " + id);
    }

    @Test
    void experimentsAreSearchedPageByPage() {
        for (int i = 0; i < 5; i++) {
            calls.experiment("paged " + i);
        }
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = calls.post(
                    "experiments/search",
                    "{'max_results':2,'filter':'name LIKE \\\"paged %\\\"','order_by':['name DESC'],'page_token':'"
                            + token + "'}");
            page.path("experiments")
                    .forEach(found -> names.add(found.path("name").asText()));
            token = page.path("next_page_token").asText();
        } while (!token.isEmpty());

        assertThat(names).containsExactly("paged 4", "paged 3", "paged 2", "paged 1", "paged 0");
    }

    @Test
    void aRunHasWhatWasLogged() {
        String run = calls.run(calls.experiment("logged"), 7);
        calls.post(
                "runs/log-batch",
                "{'run_id':'" + run + "','metrics':[{'key':'rmse','value':0.5,'timestamp':1,'step':1},"
                        + "{'key':'rmse','value':0.25,'timestamp':2,'step':2},{'key':'nan','value':'NaN','timestamp':1},"
                        + "{'key':'inf','value':'Infinity','timestamp':1}],"
                        + "'params':[{'key':'depth','value':'3'}],'tags':[{'key':'city','value':'NYC'}]}");

        JsonNode data = calls.get("runs/get?run_id=" + run).path("run").path("data");

        assertThat(values(data.path("metrics"))).containsExactly("inf=1.7976931348623157E308", "nan=NaN", "rmse=0.25");
        assertThat(values(data.path("params"))).containsExactly("depth=3");
        assertThat(values(data.path("tags"))).contains("city=NYC");
        assertThat(calls.get("metrics/get-history?metric_key=rmse&run_id=" + run)
                        .path("metrics"))
                .hasToString("[{\"key\":\"rmse\",\"value\":0.5,\"timestamp\":1,\"step\":1},"
                        + "{\"key\":\"rmse\",\"value\":0.25,\"timestamp\":2,\"step\":2}]");
    }

    @Test
    void theLatestMetricIsTheOneOfTheGreatestStepThenInstantThenValue() {
        String run = calls.run(calls.experiment("latest"), 7);
        String batch = "{'run_id':'" + run + "','metrics':[{'key':'m','value':%s,'timestamp':%s,'step':%s}]}";

        calls.post("runs/log-batch", String.format(batch, "5", "10", "3"));
        calls.post("runs/log-batch", String.format(batch, "9", "99", "2"));
        assertThat(latest(run)).isEqualTo(5);
        calls.post("runs/log-batch", String.format(batch, "4", "10", "3"));
        assertThat(latest(run)).isEqualTo(5);
        calls.post("runs/log-batch", String.format(batch, "6", "10", "3"));
        assertThat(latest(run)).isEqualTo(6);
        calls.post("runs/log-batch", String.format(batch, "6", "10", "3"));

        assertThat(calls.get("metrics/get-history?metric_key=m&run_id=" + run).path("metrics"))
                .hasSize(4);
    }

    @Test
    void aParameterIsWrittenOnce() {
        String run = calls.run(calls.experiment("params"), 7);
        calls.post("runs/log-parameter", "{'run_id':'" + run + "','key':'depth','value':'3'}");
        calls.post("runs/log-parameter", "{'run_id':'" + run + "','key':'depth','value':'3'}");

        assertThat(calls.refused("runs/log-parameter", "{'run_id':'" + run + "','key':'depth','value':'5'}"))
                .isEqualTo(
                        "INVALID_PARAMETER_VALUE: Changing param values is not allowed. Param with key='depth' was already"
                                + " logged with value='3' for run ID='" + run + "'. Attempted logging new value '5'.");
        assertThat(calls.refused(
                        "runs/log-batch",
                        "{'run_id':'" + run + "','params':[{'key':'depth','value':'5'},{'key':'other','value':'1'}]}"))
                .isEqualTo("INVALID_PARAMETER_VALUE: Changing param values is not allowed. Params were already"
                        + " logged='[{'key': 'depth', 'old_value': '3', 'new_value': '5'}]' for run ID='" + run + "'.");
        assertThat(calls.get("runs/get?run_id=" + run).path("run").path("data").path("params"))
                .hasSize(1);
    }

    @Test
    void aRunIsUpdatedDeletedAndRestored() {
        String run = calls.run(calls.experiment("life"), 7);

        JsonNode updated = calls.post(
                        "runs/update", "{'run_id':'" + run + "','status':'FINISHED','end_time':9,'run_name':'done'}")
                .path("run_info");
        assertThat(updated.path("status").asText()).isEqualTo("FINISHED");
        assertThat(updated.path("end_time").asLong()).isEqualTo(9);
        assertThat(updated.path("run_name").asText()).isEqualTo("done");
        assertThat(values(calls.get("runs/get?run_id=" + run)
                        .path("run")
                        .path("data")
                        .path("tags")))
                .contains("mlflow.runName=done");

        calls.post("runs/delete", "{'run_id':'" + run + "'}");
        assertThat(calls.refused("runs/set-tag", "{'run_id':'" + run + "','key':'a','value':'b'}"))
                .isEqualTo("INVALID_PARAMETER_VALUE: The run " + run
                        + " must be in the 'active' state. Current state is deleted.");
        calls.post("runs/restore", "{'run_id':'" + run + "'}");
        calls.post("runs/set-tag", "{'run_id':'" + run + "','key':'mlflow.runName','value':'again'}");

        assertThat(info(run).path("run_name").asText()).isEqualTo("again");
        assertThat(calls.refused("runs/get?run_id=none"))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST: Run with id=none not found");
    }

    @Test
    void aRunWithoutANameGetsOne() {
        JsonNode info = info(calls.run(calls.experiment("names"), 7));

        assertThat(info.path("run_name").asText())
                .matches("[a-z]+-[a-z]+-[0-9]{1,4}")
                .hasSizeLessThanOrEqualTo(20);
        assertThat(info.path("run_uuid")).isEqualTo(info.path("run_id"));
        assertThat(info.path("artifact_uri").asText())
                .isEqualTo("mlflow-artifacts:/" + info.path("experiment_id").asText() + '/'
                        + info.path("run_id").asText() + "/artifacts");
    }

    @Test
    void inputsAndOutputsBelongToTheRun() {
        String experiment = calls.experiment("inputs");
        String run = calls.run(experiment, 7);
        String dataset = "{'dataset':{'name':'rides','digest':'d1','source_type':'local','source':'x'},"
                + "'tags':[{'key':'mlflow.data.context','value':'train'}]}";
        calls.post(
                "runs/log-inputs",
                "{'run_id':'" + run + "','datasets':[" + dataset + "],'models':[{'model_id':'m-1'}]}");
        calls.post("runs/log-inputs", "{'run_id':'" + run + "','datasets':[" + dataset + "]}");
        calls.post("runs/outputs", "{'run_id':'" + run + "','models':[{'model_id':'m-2','step':3}]}");

        JsonNode read = calls.get("runs/get?run_id=" + run).path("run");

        assertThat(read.path("inputs").path("dataset_inputs"))
                .hasToString(
                        "[{\"dataset\":{\"name\":\"rides\",\"digest\":\"d1\",\"source_type\":\"local\",\"source\":\"x\"},"
                                + "\"tags\":[{\"key\":\"mlflow.data.context\",\"value\":\"train\"}]}]");
        assertThat(read.path("inputs").path("model_inputs")).hasToString("[{\"model_id\":\"m-1\"}]");
        assertThat(read.path("outputs").path("model_outputs")).hasToString("[{\"model_id\":\"m-2\",\"step\":3}]");
        assertThat(calls.post("experiments/search-datasets", "{'experiment_ids':['" + experiment + "']}")
                        .path("dataset_summaries"))
                .hasToString("[{\"experiment_id\":\"" + experiment
                        + "\",\"name\":\"rides\",\"digest\":\"d1\",\"context\":\"train\"}]");
    }

    @Test
    void aHistoryIsReadInPagesAndInSamples() {
        String run = calls.run(calls.experiment("history"), 7);
        StringBuilder metrics = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            metrics.append(i == 0 ? "" : ",")
                    .append("{'key':'m','value':" + i + ",'timestamp':" + i + ",'step':" + i + "}");
        }
        calls.post("runs/log-batch", "{'run_id':'" + run + "','metrics':[" + metrics + "]}");

        JsonNode first = calls.get("metrics/get-history?metric_key=m&max_results=60&run_id=" + run);
        JsonNode second = calls.get("metrics/get-history?metric_key=m&max_results=60&run_id=" + run + "&page_token="
                + first.path("next_page_token").asText());
        JsonNode sample = calls.get("metrics/get-history-bulk-interval?metric_key=m&max_results=10&run_ids=" + run);

        assertThat(first.path("metrics")).hasSize(60);
        assertThat(second.path("metrics")).hasSize(40);
        assertThat(second.path("metrics").get(0).path("step").asInt()).isEqualTo(60);
        assertThat(second.has("next_page_token")).isFalse();
        assertThat(sample.path("metrics")).hasSize(10);
        assertThat(sample.path("metrics").get(0).path("step").asInt()).isZero();
        assertThat(sample.path("metrics").get(9).path("step").asInt()).isEqualTo(99);
        assertThat(calls.get("metrics/get-history-bulk?metric_key=m&run_id=" + run)
                        .path("metrics"))
                .hasSize(100);
    }

    @Test
    void aBatchThatIsTooLongIsRefused() {
        String params = "{'key':'p','value':'1'},".repeat(101);

        assertThat(calls.refused(
                        "runs/log-batch", "{'run_id':'a','params':[" + params.substring(0, params.length() - 1) + "]}"))
                .isEqualTo(
                        "INVALID_PARAMETER_VALUE: A batch logging request can contain at most 100 params. Got 101 params."
                                + " Please split up params across multiple requests and try again.");
    }

    private static JsonNode info(String run) {
        return calls.get("runs/get?run_id=" + run).path("run").path("info");
    }

    private static double latest(String run) {
        return calls.get("runs/get?run_id=" + run)
                .path("run")
                .path("data")
                .path("metrics")
                .get(0)
                .path("value")
                .asDouble();
    }

    private static List<String> values(JsonNode entries) {
        List<String> values = new ArrayList<>();
        entries.forEach(entry -> values.add(
                entry.path("key").asText() + '=' + entry.path("value").asText()));
        values.sort(null);
        return values;
    }
}
