package dev.gradus.platform.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.MlflowCalls;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoggedModelsIT {
    private static RunningPlatform platform;
    private static MlflowCalls calls;

    private String experiment;
    private String run;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(TestPostgres.database());
        calls = MlflowCalls.ofAdmin(platform);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @BeforeEach
    void anExperimentWithARun() {
        experiment = calls.experiment("rides-" + UUID.randomUUID());
        run = calls.run(experiment).path("run_id").asText();
    }

    @Test
    void aLoggedModelIsPendingUntilItIsFinished() {
        JsonNode made =
                calls.post("logged-models", """
                                {'experiment_id':'%s','name':'tree','model_type':'Classifier','source_run_id':'%s',
                                 'params':[{'key':'depth','value':'3'}],'tags':[{'key':'city','value':'NYC'}]}\
                                """.formatted(experiment, run)).path("model");
        String id = made.at("/info/model_id").asText();

        assertThat(id).matches("m-[0-9a-f]{32}");
        assertThat(made.at("/info/status").asText()).isEqualTo("LOGGED_MODEL_PENDING");
        assertThat(made.at("/info/artifact_uri").asText())
                .isEqualTo("mlflow-artifacts:/" + experiment + "/models/" + id + "/artifacts");
        assertThat(made.at("/info/tags")).hasToString("[{\"key\":\"city\",\"value\":\"NYC\"}]");
        assertThat(made.at("/data/params")).hasToString("[{\"key\":\"depth\",\"value\":\"3\"}]");
        assertThat(read(id)).isEqualTo(made);

        JsonNode ready = calls.patch("logged-models/" + id, status(id, "LOGGED_MODEL_READY"));
        assertThat(ready.at("/model/info/status").asText()).isEqualTo("LOGGED_MODEL_READY");
        JsonNode failed = calls.patch("logged-models/" + id, "{'model_id':'%s','status':3}".formatted(id));
        assertThat(failed.at("/model/info/status").asText()).isEqualTo("LOGGED_MODEL_UPLOAD_FAILED");
    }

    @Test
    void aModelThatNobodyNamedHasAName() {
        String id = calls.post("logged-models", "{'experiment_id':'%s'}".formatted(experiment))
                .at("/model/info/model_id")
                .asText();

        assertThat(read(id).at("/info/name").asText()).matches("[a-z]+-[a-z]+-[0-9]+");
        assertThat(read(id).path("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", "a.b", "a%b"})
    void aNameIsNoPath(String name) {
        assertThat(calls.refusal(
                        "POST", "logged-models", "{'experiment_id':'%s','name':'%s'}".formatted(experiment, name)))
                .startsWith("400 INVALID_PARAMETER_VALUE: Invalid model name ('" + name + "') provided.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|logged-models|{}|400 INVALID_PARAMETER_VALUE: Missing value for required parameter"
                        + " 'experiment_id'.",
                "POST|logged-models|{'experiment_id':'x'}|400 INVALID_PARAMETER_VALUE: Invalid experiment ID 'x'.",
                "POST|logged-models|{'experiment_id':'99999'}|404 RESOURCE_DOES_NOT_EXIST: No Experiment with id=99999"
                        + " exists",
                "POST|logged-models/search|{}|400 INVALID_PARAMETER_VALUE: Missing value for required parameter"
                        + " 'experiment_ids'.",
                "PATCH|logged-models/m-0|{'status':2}|400 INVALID_PARAMETER_VALUE: Missing value for required"
                        + " parameter 'model_id'.",
                "PATCH|logged-models/m-0|{'model_id':'m-0','status':2}|404 RESOURCE_DOES_NOT_EXIST: Logged model with"
                        + " ID 'm-0' not found.",
                "GET|logged-models/m-0|{}|404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-0' not found.",
                "DELETE|logged-models/m-0|{}|404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-0' not found.",
                "PATCH|logged-models/m-0/tags|{'tags':[]}|404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-0' not"
                        + " found.",
                "PATCH|logged-models/m-0/tags|{'tags':'x'}|400 INVALID_PARAMETER_VALUE: Invalid value \"x\" for"
                        + " parameter 'tags'",
                "DELETE|logged-models/m-0/tags/t|{}|404 RESOURCE_DOES_NOT_EXIST: Logged model with ID 'm-0' not found.",
                "POST|logged-models/m-0/params|{'params':[]}|400 INVALID_PARAMETER_VALUE: Missing value for required"
                        + " parameter 'model_id'.",
            })
    void whatCanNotBeDoneIsSaidInMlflowsWords(String method, String path, String body, String answer) {
        assertThat(calls.refusal(method, path, body)).startsWith(answer);
    }

    @Test
    void paramsAreWrittenOnceAndTagsAnyTime() {
        String id = model("tree", "");
        calls.post(
                "logged-models/" + id + "/params",
                "{'model_id':'%s','params':[{'key':'q','value':'2'}]}".formatted(id));
        calls.patch("logged-models/" + id + "/tags", "{'tags':[{'key':'t','value':'1'},{'key':'t','value':'2'}]}");

        assertThat(calls.refusal(
                        "POST",
                        "logged-models/" + id + "/params",
                        "{'model_id':'%s','params':[{'key':'q','value':'3'}]}".formatted(id)))
                .startsWith("400 BAD_REQUEST");
        assertThat(read(id).at("/data/params")).hasToString("[{\"key\":\"q\",\"value\":\"2\"}]");
        assertThat(read(id).at("/info/tags")).hasToString("[{\"key\":\"t\",\"value\":\"2\"}]");

        calls.delete("logged-models/" + id + "/tags/t", "");
        assertThat(calls.refusal("DELETE", "logged-models/" + id + "/tags/t", ""))
                .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: No tag with key 't' found for model with ID '" + id + "'.");
    }

    @Test
    void aDeletedModelIsSeenByWhoAsksForIt() {
        String id = model("tree", "");
        calls.delete("logged-models/" + id, "");

        assertThat(calls.refusal("GET", "logged-models/" + id, "")).startsWith("404 RESOURCE_DOES_NOT_EXIST");
        assertThat(calls.get("logged-models/" + id, Map.of("allow_deleted", "true"))
                        .at("/model/info/name")
                        .asText())
                .isEqualTo("tree");
        assertThat(names("")).isEmpty();
    }

    @Test
    void whatARunMeasuresOfAModelIsTheModelsToo() {
        String id = model("tree", "");
        measure(id, "loss", "0.5", 1);
        measure(id, "loss", "0.25", 2);
        measure(id, "loss", "0.25", 2);
        calls.post(
                "runs/log-batch",
                "{'run_id':'%s','metrics':[{'key':'acc','value':'NaN','timestamp':1,'step':0,'model_id':'%s'}]}"
                        .formatted(run, id));

        JsonNode metrics = read(id).at("/data/metrics");

        assertThat(metrics).hasSize(3);
        assertThat(metrics.get(0).path("value").asText()).isEqualTo("NaN");
        assertThat(metrics.get(2))
                .hasToString(
                        ("{\"key\":\"loss\",\"value\":0.25,\"timestamp\":2,\"step\":2,\"dataset_name\":\"january\","
                                        + "\"dataset_digest\":\"d1\",\"model_id\":\"%s\",\"run_id\":\"%s\"}")
                                .formatted(id, run));
        assertThat(calls.refusal(
                        "POST",
                        "runs/log-metric",
                        "{'run_id':'%s','key':'loss','value':1,'timestamp':1,'model_id':'m-0'}".formatted(run)))
                .startsWith("400 BAD_REQUEST: Logged model with ID 'm-0' not found.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name = 'tree'|tree",
                "name != 'tree'|bare,linear",
                "name LIKE '%e%'|bare,linear,tree",
                "name ilike 'TREE'|tree",
                "name in ('tree','bare')|bare,tree",
                "name NOT IN ('tree')|bare,linear",
                "attributes.name = 'tree'|tree",
                "name = tree|tree",
                "model_type = 'Classifier'|linear,tree",
                "status = 1|bare,linear,tree",
                "creation_timestamp > 0|bare,linear,tree",
                "creation_time < 0|",
                "metrics.loss < 0.3|tree",
                "metrics.`loss` <= 0.5|linear,tree",
                "params.depth = '3'|tree",
                "params.depth = 3|tree",
                "params.depth in ('3','4')|linear,tree",
                "tags.city = 'NYC' AND params.depth = '4'|linear",
                "tags.city != 'NYC'|",
            })
    void loggedModelsAreSearched(String filter, String found) {
        models();

        assertThat(String.join(",", names("'filter':'" + filter.replace("'", "\\u0027") + "'")))
                .isEqualTo(found == null ? "" : found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name > \\u0027a\\u0027",
                "metric.loss < 1",
                "foo.bar = \\u0027x\\u0027",
                "name = \\u0027a\\u0027 OR name = \\u0027b\\u0027",
                "name",
                "metrics.loss = \\u0027x\\u0027",
                "name = \\u0027a\\u0027; drop table logged_model"
            })
    void aFilterThatIsNoneIsRefused(String filter) {
        assertThat(calls.refusal(
                        "POST",
                        "logged-models/search",
                        "{'experiment_ids':['%s'],'filter':'%s'}".formatted(experiment, filter)))
                .startsWith("400 INVALID_PARAMETER_VALUE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'field_name':'name'}]|bare,linear,tree",
                "[{'field_name':'name','ascending':false}]|tree,linear,bare",
                "[{'field_name':'creation_timestamp'}]|tree,linear,bare",
                "[{'field_name':'metrics.loss'}]|tree,linear,bare",
                "[{'field_name':'metrics.loss','ascending':false}]|linear,tree,bare",
                "[{'field_name':'metrics.loss','ascending':false,'dataset_name':'february'}]|linear,bare,tree",
                "[]|bare,linear,tree",
            })
    void loggedModelsAreSortedAndWhatWasNotMeasuredIsLast(String order, String found) {
        models();
        JsonNode first = search("'max_results':2,'order_by':" + order);
        JsonNode second = search("'max_results':2,'order_by':" + order + ",'page_token':'"
                + first.path("next_page_token").asText() + "'");

        List<String> names = new ArrayList<>(names(first));
        names.addAll(names(second));

        assertThat(String.join(",", names)).isEqualTo(found);
        assertThat(second.has("next_page_token")).isFalse();
    }

    @Test
    void whatNothingCanBeSortedByIsRefused() {
        for (String field : List.of("bad", "params.depth", "metric.loss")) {
            assertThat(calls.refusal(
                            "POST",
                            "logged-models/search",
                            "{'experiment_ids':['%s'],'order_by':[{'field_name':'%s'}]}".formatted(experiment, field)))
                    .startsWith("400 INVALID_PARAMETER_VALUE: Invalid order by field name: " + field);
        }
    }

    @Test
    void modelsAreFoundByTheDatasetOnWhichTheyWereMeasured() {
        models();

        assertThat(names("'datasets':[{'dataset_name':'january'}]")).containsExactly("tree");
        assertThat(names("'datasets':[{'dataset_name':'january','dataset_digest':'d2'}]"))
                .isEmpty();
        assertThat(names("'datasets':[{'dataset_name':'january'},{'dataset_name':'february','dataset_digest':'d2'}]"))
                .containsExactly("linear", "tree");
        assertThat(names("'filter':'metrics.loss < 1','datasets':[{'dataset_name':'february'}]"))
                .containsExactly("linear");
        assertThat(calls.refusal(
                        "POST",
                        "logged-models/search",
                        "{'experiment_ids':['%s'],'datasets':[{'dataset_digest':'d1'}]}".formatted(experiment)))
                .contains("`dataset_name` in the `datasets` clause must be specified.");
    }

    @Test
    void aLoggedModelBecomesAVersionAndSaysSo() {
        String id = model("tree", "");
        String registered = "rides-" + UUID.randomUUID();
        calls.post("registered-models/create", "{'name':'%s'}".formatted(registered));
        String body = "{'name':'%s','source':'models:/%s','model_id':'%s'}";

        JsonNode version = calls.post("model-versions/create", body.formatted(registered, id, id))
                .path("model_version");
        calls.post("model-versions/create", body.formatted(registered, id, id));

        assertThat(version.path("source").asText()).isEqualTo("models:/" + id);
        assertThat(version.path("run_id").asText()).isEqualTo(run);
        assertThat(calls.get("model-versions/get-download-uri", Map.of("name", registered, "version", "1"))
                        .path("artifact_uri")
                        .asText())
                .isEqualTo(read(id).at("/info/artifact_uri").asText());
        assertThat(read(id).at("/info/tags/0/value").asText())
                .isEqualTo("[{\"name\": \"%s\", \"version\": 1}, {\"name\": \"%s\", \"version\": 2}]"
                        .formatted(registered, registered));
        assertThat(calls.refusal(
                        "POST",
                        "model-versions/create",
                        "{'name':'%s','source':'models:/%s'}".formatted(registered, id)))
                .contains("The model_id request parameter must identify the resource that contains the source.");
        assertThat(calls.refusal("POST", "model-versions/create", body.formatted(registered, "m-0", "m-0")))
                .contains("Logged model with ID 'm-0' not found.");
    }

    private void models() {
        String tree = model("tree", "'model_type':'Classifier','params':[{'key':'depth','value':'3'}]");
        String linear = model(
                "linear",
                "'model_type':'Classifier','params':[{'key':'depth','value':'4'}],'tags':[{'key':'city','value':'NYC'}]");
        model("bare", "");
        measure(tree, "loss", "0.5", 1);
        measure(tree, "loss", "0.25", 2);
        calls.post(
                "runs/log-metric",
                ("{'run_id':'%s','key':'loss','value':0.4,'timestamp':1,'model_id':'%s','dataset_name':'february',"
                                + "'dataset_digest':'d2'}")
                        .formatted(run, linear));
    }

    private String model(String name, String more) {
        return calls.post(
                        "logged-models",
                        "{'experiment_id':'%s','name':'%s','source_run_id':'%s'%s}"
                                .formatted(experiment, name, run, more.isEmpty() ? "" : "," + more))
                .at("/model/info/model_id")
                .asText();
    }

    private void measure(String model, String key, String value, int step) {
        calls.post(
                "runs/log-metric",
                ("{'run_id':'%s','key':'%s','value':%s,'timestamp':%d,'step':%d,'model_id':'%s','dataset_name':'january',"
                                + "'dataset_digest':'d1'}")
                        .formatted(run, key, value, step, step, model));
    }

    private static JsonNode read(String id) {
        return calls.get("logged-models/" + id, Map.of()).path("model");
    }

    private static String status(String id, String status) {
        return "{'model_id':'%s','status':'%s'}".formatted(id, status);
    }

    private JsonNode search(String more) {
        return calls.post(
                "logged-models/search",
                "{'experiment_ids':['%s']%s}".formatted(experiment, more.isEmpty() ? "" : "," + more));
    }

    /** The names of what is found, sorted. */
    private List<String> names(String more) {
        return names(search(more)).stream().sorted().toList();
    }

    private static List<String> names(JsonNode found) {
        List<String> names = new ArrayList<>();
        found.path("models").forEach(model -> names.add(model.at("/info/name").asText()));
        return names;
    }
}
