package dev.gradus.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.MlflowCalls;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistryIT {
    private static RunningPlatform platform;
    private static MlflowCalls calls;
    private static String run;
    private static String artifacts;

    private final String model = "rides-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(TestPostgres.database());
        calls = MlflowCalls.ofAdmin(platform);
        JsonNode info = calls.run(calls.experiment("rides"));
        run = info.path("run_id").asText();
        artifacts = info.path("artifact_uri").asText();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aRegisteredModelIsMadeDescribedRenamedAndDeleted() {
        JsonNode made = calls.post(
                        "registered-models/create",
                        "{'name':'%s','description':'first','tags':[{'key':'k','value':'v'},{'key':'k','value':'w'}]}"
                                .formatted(model))
                .path("registered_model");
        assertThat(made.path("name").asText()).isEqualTo(model);
        assertThat(made.path("description").asText()).isEqualTo("first");
        assertThat(made.path("tags")).hasToString("[{\"key\":\"k\",\"value\":\"w\"}]");
        assertThat(made.path("creation_timestamp").isIntegralNumber()).isTrue();

        calls.patch("registered-models/update", "{'name':'%s','description':'second'}".formatted(model));
        calls.post("registered-models/rename", "{'name':'%s','new_name':'%s-2'}".formatted(model, model));
        JsonNode renamed = read(model + "-2");
        assertThat(renamed.path("description").asText()).isEqualTo("second");
        assertThat(calls.refusal("registered-models/get", Map.of("name", model)))
                .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Registered Model with name=" + model + " not found");

        calls.delete("registered-models/delete", "{'name':'%s-2'}".formatted(model));
        assertThat(calls.refusal("registered-models/get", Map.of("name", model + "-2")))
                .startsWith("404 RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void aNameIsTakenOnce() {
        create();
        String prompt = "{'name':'%s','tags':[{'key':'mlflow.prompt.is_prompt','value':'true'}]}".formatted(model);
        String body = "{'name':'%s'}".formatted(model);

        assertThat(calls.refusal("POST", "registered-models/create", body))
                .isEqualTo("400 RESOURCE_ALREADY_EXISTS: Registered Model (name=" + model + ") already exists.");
        assertThat(calls.refusal("POST", "registered-models/create", prompt))
                .startsWith("400 RESOURCE_ALREADY_EXISTS: Tried to create a prompt with name '" + model + "'");
    }

    @Test
    void aRegisteredModelIsNotRenamedToOneThatIsThere() {
        create();
        calls.post("registered-models/create", "{'name':'%s-b'}".formatted(model));

        assertThat(calls.refusal(
                        "POST", "registered-models/rename", "{'name':'%s-b','new_name':'%s'}".formatted(model, model)))
                .startsWith("400 RESOURCE_ALREADY_EXISTS: Registered Model (name=" + model + ") already exists.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|registered-models/create|{}|Missing value for required parameter 'name'.",
                "POST|registered-models/create|{'name':7}|Invalid value 7 for parameter 'name' supplied",
                "POST|registered-models/create|{'name':'a/b'}|Invalid model name 'a/b'. Names cannot contain '/' or"
                        + " ':'.",
                "POST|registered-models/create|{'name':'x','tags':[{'key':'k?'}]}|Names may only contain alphanumerics",
                "PATCH|registered-models/update|{'description':'x'}|Missing value for required parameter 'name'.",
                "POST|registered-models/rename|{'name':'x'}|Missing value for required parameter 'new_name'.",
                "DELETE|registered-models/delete|{}|Missing value for required parameter 'name'.",
                "POST|registered-models/set-tag|{'name':'x','value':'v'}|Missing value for required parameter 'key'.",
                "DELETE|registered-models/delete-tag|{'name':'x'}|Missing value for required parameter 'key'.",
                "POST|registered-models/alias|{'name':'x','alias':'latest','version':'1'}|alias name (case"
                        + " insensitive) is reserved",
                "POST|registered-models/alias|{'name':'x','alias':'v1','version':'1'}|Version alias name 'v1' is"
                        + " reserved.",
                "POST|registered-models/alias|{'name':'x','alias':'a','version':'one'}|Parameter 'version' must be an"
                        + " integer",
                "DELETE|registered-models/alias|{'name':'x','alias':'a b'}|Invalid alias name: 'a b'.",
                "POST|registered-models/get-latest-versions|{'name':'x','stages':['wild']}|Invalid Model Version"
                        + " stage: wild.",
                "POST|model-versions/create|{'name':'x'}|Missing value for required parameter 'source'.",
                "PATCH|model-versions/update|{'name':'x','version':1}|Invalid value 1 for parameter 'version' supplied",
                "POST|model-versions/transition-stage|{'name':'x','version':'1'}|Missing value for required parameter"
                        + " 'stage'.",
                "POST|model-versions/set-tag|{'name':'x','key':'k'}|Missing value for required parameter 'version'.",
                "DELETE|model-versions/delete-tag|{'name':'x','version':'1'}|Missing value for required parameter"
                        + " 'key'.",
                "DELETE|model-versions/delete|{'name':'x','version':'x'}|Parameter 'version' must be an integer, got"
                        + " 'x'.",
            })
    void whatARequestLacksIsSaidInMlflowsWords(String method, String path, String body, String message) {
        assertThat(calls.refusal(method, path, body))
                .startsWith("400 INVALID_PARAMETER_VALUE: ")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PATCH|registered-models/update|{'name':'nobody'}",
                "POST|registered-models/rename|{'name':'nobody','new_name':'x'}",
                "DELETE|registered-models/delete|{'name':'nobody'}",
                "POST|registered-models/set-tag|{'name':'nobody','key':'k'}",
                "DELETE|registered-models/delete-tag|{'name':'nobody','key':'k'}",
                "DELETE|registered-models/alias|{'name':'nobody','alias':'a'}",
                "POST|registered-models/alias|{'name':'nobody','alias':'a','version':'1'}",
                "POST|registered-models/get-latest-versions|{'name':'nobody'}",
                "POST|model-versions/create|{'name':'nobody','source':'s3://bucket/model'}",
                "PATCH|model-versions/update|{'name':'nobody','version':'1'}",
                "POST|model-versions/transition-stage|{'name':'nobody','version':'1','stage':'None'}",
                "POST|model-versions/set-tag|{'name':'nobody','version':'1','key':'k'}",
                "DELETE|model-versions/delete-tag|{'name':'nobody','version':'1','key':'k'}",
                "DELETE|model-versions/delete|{'name':'nobody','version':'1'}",
            })
    void whatIsNotThereIsNotFound(String method, String path, String body) {
        assertThat(calls.refusal(method, path, body))
                .startsWith("404 RESOURCE_DOES_NOT_EXIST: ")
                .contains("name=nobody");
    }

    @Test
    void aVersionSaysWhereItComesFromAndItsNumberIsAText() {
        create();

        JsonNode version = calls.post("model-versions/create", """
                        {'name':'%s','source':'%s/model','run_id':'%s','description':'one','run_link':'http://other/1',
                         'tags':[{'key':'t','value':'v'}]}\
                        """.formatted(model, artifacts, run))
                .path("model_version");

        assertThat(version.path("version").isTextual()).isTrue();
        assertThat(version.path("version").asText()).isEqualTo("1");
        assertThat(version.path("run_id").asText()).isEqualTo(run);
        assertThat(version.path("run_link").asText()).isEqualTo("http://other/1");
        assertThat(version.path("status").asText()).isEqualTo("READY");
        assertThat(version.path("current_stage").asText()).isEqualTo("None");
        assertThat(version.has("user_id")).isFalse();
        assertThat(calls.get("model-versions/get", Map.of("name", model, "version", "1"))
                        .path("model_version"))
                .isEqualTo(version);
        assertThat(calls.get("model-versions/get-download-uri", Map.of("name", model, "version", "1"))
                        .path("artifact_uri")
                        .asText())
                .isEqualTo(artifacts + "/model");
    }

    @Test
    void aSourceOutsideTheRunIsRefusedAndInTheAudit() {
        create();
        for (String source :
                List.of("/etc/passwd", "file:///etc/passwd", artifacts + "/../../secret", "runs:/other/model")) {
            assertThat(calls.refusal(
                            "POST",
                            "model-versions/create",
                            "{'name':'%s','source':'%s','run_id':'%s'}".formatted(model, source, run)))
                    .startsWith("400 INVALID_PARAMETER_VALUE: Invalid model version source: '" + source + "'");
        }
        assertThat(versions("name = '" + model + "'")).isEmpty();
    }

    @Test
    void aVersionOfAVersionKeepsTheArtefactsAndTheRun() {
        create();
        version();
        calls.post("registered-models/alias", alias("champion", 1));
        calls.post("registered-models/create", "{'name':'%s-copy'}".formatted(model));

        JsonNode copy = calls.post(
                        "model-versions/create",
                        "{'name':'%s-copy','source':'models:/%s@champion'}".formatted(model, model))
                .path("model_version");

        assertThat(copy.path("source").asText()).isEqualTo("models:/" + model + "/1");
        assertThat(copy.path("run_id").asText()).isEqualTo(run);
        assertThat(calls.get("model-versions/get-download-uri", Map.of("name", model + "-copy", "version", "1"))
                        .path("artifact_uri")
                        .asText())
                .isEqualTo(artifacts + "/model");
    }

    @Test
    void anAliasMovesAndGoesWithItsVersion() {
        create();
        version();
        version();
        calls.post("registered-models/alias", alias("champion", 1));
        calls.post("registered-models/alias", alias("champion", 2));

        assertThat(byAlias("champion").path("version").asText()).isEqualTo("2");
        assertThat(byAlias("champion").path("aliases")).hasToString("[\"champion\"]");
        assertThat(byAlias("latest").path("version").asText()).isEqualTo("2");
        assertThat(read(model).path("aliases")).hasToString("[{\"alias\":\"champion\",\"version\":\"2\"}]");

        calls.delete("model-versions/delete", "{'name':'%s','version':'2'}".formatted(model));
        assertThat(calls.refusal("registered-models/alias", Map.of("name", model, "alias", "champion")))
                .isEqualTo("400 INVALID_PARAMETER_VALUE: Registered model alias champion not found.");
        assertThat(byAlias("latest").path("version").asText()).isEqualTo("1");
    }

    @Test
    void theNumberOfADeletedVersionIsNotGivenAgain() {
        create();
        version();
        calls.delete("model-versions/delete", "{'name':'%s','version':'1'}".formatted(model));

        assertThat(version()).isEqualTo("2");
        assertThat(calls.refusal("model-versions/get", Map.of("name", model, "version", "1")))
                .isEqualTo("404 RESOURCE_DOES_NOT_EXIST: Model Version (name=" + model + ", version=1) not found");
    }

    @Test
    void aVersionThatComesToAStageMayArchiveThoseThatWereThere() {
        create();
        version();
        version();
        calls.post("model-versions/transition-stage", stage(1, "production", false));
        calls.post("model-versions/transition-stage", stage(2, "Production", true));

        assertThat(stages()).containsExactly("1:Archived", "2:Production");
        JsonNode latest = calls.post(
                        "registered-models/get-latest-versions",
                        "{'name':'%s','stages':['Production']}".formatted(model))
                .path("model_versions");
        assertThat(latest).hasSize(1);
        assertThat(latest.at("/0/version").asText()).isEqualTo("2");
        assertThat(read(model).path("latest_versions")).hasSize(2);
        assertThat(calls.refusal("POST", "model-versions/transition-stage", stage(1, "Archived", true)))
                .contains("is not an Active stage");
    }

    @Test
    void tagsAreSetAndDeleted() {
        create();
        version();
        calls.post("registered-models/set-tag", "{'name':'%s','key':'a','value':'1'}".formatted(model));
        calls.post("registered-models/set-tag", "{'name':'%s','key':'a','value':'2'}".formatted(model));
        calls.post("model-versions/set-tag", "{'name':'%s','version':'1','key':'b','value':'3'}".formatted(model));

        assertThat(read(model).path("tags")).hasToString("[{\"key\":\"a\",\"value\":\"2\"}]");
        assertThat(versions("tags.b = '3' and name = '" + model + "'")).containsExactly("1");

        calls.delete("registered-models/delete-tag", "{'name':'%s','key':'a'}".formatted(model));
        calls.delete("model-versions/delete-tag", "{'name':'%s','version':'1','key':'b'}".formatted(model));
        assertThat(read(model).has("tags")).isFalse();
        assertThat(versions("tags.b = '3' and name = '" + model + "'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name = 'M'|3,2,1",
                "name = 'M' and version_number > 1|3,2",
                "name = 'M' AND version_number <= 2|2,1",
                "name = 'M' AND version_number = '2'|2",
                "name LIKE 'M%'|3,2,1",
                "name = 'M' and tags.t = 'v2'|2",
                "name = 'M' and tags.t != 'v2'|3,1",
                "name = 'M' and tags.`t` ILIKE 'V%'|3,2,1",
                "name in ('M', 'other') and run_id = 'R'|3,2,1",
                "name = 'M' and run_id in ('x')|",
                "name = 'M' and run_id not in ('x')|3,2,1",
                "name = 'M' and source_path LIKE '%/model'|3,2,1",
                "name = 'M' and name != 'M'|",
            })
    void versionsAreSearched(String filter, String found) {
        create();
        for (int i = 1; i <= 3; i++) {
            version();
            calls.post(
                    "model-versions/set-tag",
                    "{'name':'%s','version':'%d','key':'t','value':'v%d'}".formatted(model, i, i));
        }

        List<String> numbers = versions(filter.replace("M", model).replace("R", run));

        assertThat(String.join(",", numbers)).isEqualTo(found == null ? "" : found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name > 'a'",
                "name = a",
                "params.x = 'y'",
                "tags.t = 5",
                "name = 'a' or name = 'b'",
                "name = 'a'; drop table model_version",
                "nothing = 'a'",
                "name in ()",
                "version_number = 1.5",
                "version_number = 'one'",
                "name is null",
                "(name = 'a')"
            })
    void aFilterThatIsNoneIsRefused(String filter) {
        assertThat(calls.refusal("model-versions/search", Map.of("filter", filter)))
                .startsWith("400 INVALID_PARAMETER_VALUE");
    }

    @Test
    void registeredModelsAreSearchedPageByPage() {
        for (String end : List.of("a", "b", "c")) {
            calls.post(
                    "registered-models/create",
                    "{'name':'%s-%s','tags':[{'key':'end','value':'%s'}]}".formatted(model, end, end));
        }
        String filter = "name LIKE '" + model + "%'";

        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = calls.get(
                    "registered-models/search",
                    Map.of("filter", filter, "max_results", "2", "order_by", "name DESC", "page_token", token));
            page.path("registered_models")
                    .forEach(found -> names.add(found.path("name").asText()));
            token = page.path("next_page_token").asText();
        } while (!token.isEmpty());

        assertThat(names).containsExactly(model + "-c", model + "-b", model + "-a");
        assertThat(calls.get("registered-models/search", Map.of("filter", filter + " and tags.end = 'b'"))
                        .path("registered_models"))
                .hasSize(1);
        assertThat(calls.refusal("registered-models/search", Map.of("max_results", "1001")))
                .startsWith("400 INVALID_PARAMETER_VALUE");
        assertThat(calls.refusal("registered-models/search", Map.of("page_token", "junk")))
                .startsWith("400 INVALID_PARAMETER_VALUE: Invalid page token");
        assertThat(calls.refusal("registered-models/search", Map.of("order_by", "tags.end")))
                .startsWith("400 INVALID_PARAMETER_VALUE");
    }

    @Test
    void promptsAreFoundByWhoAsksForPrompts() {
        String tags = "[{'key':'mlflow.prompt.is_prompt','value':'true'},{'key':'mlflow.prompt.text','value':'hi'}]";
        calls.post("registered-models/create", "{'name':'%s','tags':%s}".formatted(model, tags));
        calls.post(
                "model-versions/create", "{'name':'%s','source':'prompt-template','tags':%s}".formatted(model, tags));
        String named = "name = '" + model + "'";
        String prompts = named + " and tags.`mlflow.prompt.is_prompt` = 'true'";

        assertThat(calls.get("registered-models/search", Map.of("filter", named)))
                .isEmpty();
        assertThat(calls.get("registered-models/search", Map.of("filter", prompts))
                        .path("registered_models"))
                .hasSize(1);
        assertThat(versions(named)).isEmpty();
        assertThat(versions(prompts)).containsExactly("1");
        assertThat(calls.refusal(
                        "POST",
                        "model-versions/create",
                        "{'name':'%s','source':'/etc/passwd','tags':%s}".formatted(model, tags)))
                .startsWith("400 INVALID_PARAMETER_VALUE: Invalid prompt source");
        assertThat(calls.refusal(
                        "POST",
                        "model-versions/create",
                        "{'name':'%s','source':'models:/%s/1'}".formatted(model, model)))
                .contains("Prompt versions cannot be used as model version sources");
    }

    @Test
    void webhooksOfMlflowAreNotImplemented() {
        assertThat(calls.refusal("GET", "webhooks", "")).startsWith("501 NOT_IMPLEMENTED");
    }

    @Test
    void versionsThatAreMadeAtOnceGetConsecutiveNumbers() throws Exception {
        create();

        List<String> numbers = atOnce(24, i -> this::version);

        assertThat(numbers.stream().map(Integer::valueOf).sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
    }

    @Test
    void ofVersionsThatComeToProductionAtOnceOneStays() throws Exception {
        create();
        atOnce(8, i -> this::version);

        atOnce(
                8,
                i -> () -> calls.post("model-versions/transition-stage", stage(i + 1, "Production", true))
                        .toString());

        assertThat(stages()).filteredOn(stage -> stage.endsWith("Production")).hasSize(1);
        assertThat(stages()).filteredOn(stage -> stage.endsWith("Archived")).hasSize(7);
    }

    @Test
    void anAliasThatMovesWhileItsVersionsGoNamesAVersionThatIsThereOrNone() throws Exception {
        create();
        atOnce(8, i -> this::version);

        atOnce(
                        16,
                        i -> () -> i % 2 == 0
                                ? calls.refusal("POST", "registered-models/alias", alias("champion", i / 2 + 1))
                                : calls.delete(
                                                "model-versions/delete",
                                                "{'name':'%s','version':'%d'}".formatted(model, i / 2 + 1))
                                        .toString())
                .forEach(answer -> assertThat(answer).doesNotContain("INTERNAL"));

        assertThat(read(model).has("aliases")).isFalse();
        assertThat(versions("name = '" + model + "'")).isEmpty();
    }

    private void create() {
        calls.post("registered-models/create", "{'name':'%s'}".formatted(model));
    }

    private String version() {
        return calls.post(
                        "model-versions/create",
                        "{'name':'%s','source':'%s/model','run_id':'%s'}".formatted(model, artifacts, run))
                .at("/model_version/version")
                .asText();
    }

    private JsonNode read(String name) {
        return calls.get("registered-models/get", Map.of("name", name)).path("registered_model");
    }

    private JsonNode byAlias(String alias) {
        return calls.get("registered-models/alias", Map.of("name", model, "alias", alias))
                .path("model_version");
    }

    private String alias(String alias, int version) {
        return "{'name':'%s','alias':'%s','version':'%d'}".formatted(model, alias, version);
    }

    private String stage(int version, String stage, boolean archive) {
        return "{'name':'%s','version':'%d','stage':'%s','archive_existing_versions':%s}"
                .formatted(model, version, stage, archive);
    }

    private List<String> stages() {
        List<String> stages = new ArrayList<>();
        calls.get("model-versions/search", Map.of("filter", "name = '" + model + "'", "order_by", "version_number ASC"))
                .path("model_versions")
                .forEach(version -> stages.add(version.path("version").asText() + ":"
                        + version.path("current_stage").asText()));
        return stages;
    }

    private static List<String> versions(String filter) {
        List<String> numbers = new ArrayList<>();
        calls.get("model-versions/search", Map.of("filter", filter, "order_by", "version_number DESC"))
                .path("model_versions")
                .forEach(version -> numbers.add(version.path("version").asText()));
        return numbers;
    }

    private static List<String> atOnce(int times, IntFunction<Callable<String>> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer :
                    callers.invokeAll(IntStream.range(0, times).mapToObj(call).toList())) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdown();
        }
    }
}
