package dev.gradus.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
final class AccessIT {
    private static final Map<String, String> DATABASE = TestPostgres.database();
    private static final Map<String, String> TOKENS = new HashMap<>();
    private static RunningPlatform platform;
    private static Crew crew;
    private static Jdbi jdbi;

    @BeforeAll
    static void start() {
        Map<String, String> environment = new HashMap<>(DATABASE);
        environment.put("GRADUS_LIMITS_FAILURES_PER_MINUTE", "10000");
        platform = RunningPlatform.start(environment);
        jdbi = Jdbi.create(
                DATABASE.get("GRADUS_DB_URL"), DATABASE.get("GRADUS_DB_USER"), DATABASE.get("GRADUS_DB_PASSWORD"));
        crew = new Crew(platform);
        crew.team("rides");
        crew.team("fares");
        crew.person("vera");
        TOKENS.put("nobody", "");
        TOKENS.put("viewer", crew.login("vera", "rides"));
        TOKENS.put("member", crew.person("mia", "rides", "MEMBER"));
        TOKENS.put("approver", crew.person("ada", "rides", "APPROVER"));
        TOKENS.put("stranger", crew.person("finn", "fares", "MEMBER"));
        TOKENS.put("admin", platform.adminToken());
        TOKENS.put("reader", secret(crew.token(TOKENS.get("member"), "READ", "")));
        TOKENS.put("writer", secret(crew.token(TOKENS.get("approver"), "WRITE", "")));
        TOKENS.put("machine", secret(crew.token(TOKENS.get("member"), "WRITE", "\"service\":true")));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @ParameterizedTest(name = "{0}: nobody {1}, viewer {2}, member {3}, approver {4}, stranger {5}, admin {6}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /api/v1/whoami                                             | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            GET /api/v1/teams                                              | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            GET /api/v1/teams/rides/members                                | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            GET /api/v1/users/mia                                          | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            GET /api/v1/tokens                                             | 401 | 200 | 200 | 200 | 200 | 200 | 200 | 200
            GET /api/v1/audit                                              | 401 | 403 | 403 | 403 | 403 | 200 | 403 | 403
            GET /api/v1/outbox/dead                                        | 401 | 403 | 403 | 403 | 403 | 200 | 403 | 403
            POST /api/v1/teams {"name":"N"}                                | 401 | 403 | 403 | 403 | 403 | 201 | 403 | 403
            PUT /api/v1/teams/fares {"name":"fares"}                       | 401 | 403 | 403 | 403 | 403 | 200 | 403 | 403
            PUT /api/v1/teams/rides/members/mia {"role":"MEMBER"}          | 401 | 403 | 403 | 403 | 403 | 200 | 403 | 403
            DELETE /api/v1/teams/rides/members/nemo                        | 401 | 403 | 403 | 403 | 403 | 404 | 403 | 403
            POST /api/v1/users {"name":"N"}                                | 401 | 403 | 403 | 403 | 403 | 201 | 403 | 403
            PUT /api/v1/users/vera {"admin":false}                         | 401 | 403 | 403 | 403 | 403 | 200 | 403 | 403
            PUT /api/v1/users/nemo/password {"password":"longer than 12"}  | 401 | 403 | 403 | 403 | 403 | 404 | 403 | 403
            POST /api/v1/tokens {"name":"N","scope":"READ","expiresInDays":1}  | 401 | 201 | 201 | 201 | 201 | 201 | 403 | 403
            POST /api/v1/tokens {"name":"N","scope":"WRITE","expiresInDays":1,"service":true,"team":"rides"} | 401 | 403 | 201 | 201 | 403 | 201 | 403 | 403
            POST /api/v1/tokens {"name":"N","scope":"APPROVE","expiresInDays":1,"service":true,"team":"rides"} | 401 | 403 | 403 | 403 | 403 | 403 | 403 | 403
            DELETE /api/v1/tokens/none                                     | 401 | 404 | 404 | 404 | 404 | 404 | 404 | 404
            """)
    void eachRoleMayDoWhatItIsFor(
            String request,
            int nobody,
            int viewer,
            int member,
            int approver,
            int stranger,
            int admin,
            int reader,
            int machine) {
        assertThat(statuses(request))
                .isEqualTo(Map.of(
                        "nobody", nobody,
                        "viewer", viewer,
                        "member", member,
                        "approver", approver,
                        "stranger", stranger,
                        "admin", admin,
                        "reader", reader,
                        "machine", machine));
    }

    private static Map<String, Integer> statuses(String request) {
        String[] words = request.split(" ", 3);
        String body = words.length < 3 ? "" : words[2];
        Map<String, Integer> statuses = new HashMap<>();
        TOKENS.keySet().stream().filter(who -> !who.equals("writer")).forEach(who -> {
            HttpResponse<String> answer = crew.call(
                    TOKENS.get(who), words[0], words[1], body.replace("\"N\"", "\"n" + System.nanoTime() + "\""));
            statuses.put(who, answer.statusCode());
            if (answer.statusCode() >= 400) {
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(Crew.json(answer).path("remedy").asText()).isNotBlank();
            }
        });
        return statuses;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            viewer   | vera            | VIEWER
            member   | mia             | VIEWER MEMBER
            approver | ada             | VIEWER MEMBER APPROVER
            admin    | admin           | VIEWER MEMBER APPROVER ADMIN
            reader   | mia             | VIEWER
            writer   | ada             | VIEWER MEMBER
            machine  | service:a token | VIEWER MEMBER
            """)
    void aTokenHoldsWhatItsOwnerHoldsAsFarAsItsScopeGoes(String who, String user, String roles) {
        JsonNode whoami = Crew.json(crew.call(TOKENS.get(who), "GET", "/api/v1/whoami", ""));

        assertThat(whoami.path("user").asText()).isEqualTo(user);
        assertThat(whoami.path("roles")).extracting(JsonNode::asText).containsExactly(roles.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"READ, APPROVE", "WRITE, APPROVE", "WRITE, ADMIN", "APPROVE, ADMIN"})
    void noTokenMakesOneOfWiderScopeOrGetsAtItsSecret(String scope, String wider) {
        String owner = TOKENS.get("approver");
        String narrow = secret(crew.token(owner, scope, ""));
        JsonNode wide = crew.token(owner, wider, "");

        assertThat(crew.call(narrow, "POST", "/api/v1/tokens", wanted(wider)).statusCode())
                .isEqualTo(403);
        assertThat(crew.call(narrow, "POST", rotate(wide), "").statusCode()).isEqualTo(403);
        assertThat(crew.call(narrow, "DELETE", path(wide), "").statusCode()).isEqualTo(403);
        assertThat(crew.call(secret(wide), "GET", "/api/v1/whoami", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void evenAReadingTokenRotatesAndRevokesItself() {
        JsonNode token = crew.token(TOKENS.get("member"), "READ", "");

        HttpResponse<String> rotated = crew.call(secret(token), "POST", rotate(token), "");

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(crew.call(secret(Crew.json(rotated)), "DELETE", path(token), "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(crew.call(secret(Crew.json(rotated)), "GET", "/api/v1/whoami", "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anAdminRevokesAnybodysTokenButGetsNobodysSecret() {
        JsonNode token = crew.token(TOKENS.get("member"), "WRITE", "");

        assertThat(crew.call(TOKENS.get("admin"), "POST", rotate(token), "").statusCode())
                .isEqualTo(403);
        assertThat(crew.call(TOKENS.get("admin"), "DELETE", path(token), "").statusCode())
                .isEqualTo(204);
        assertThat(crew.call(secret(token), "GET", "/api/v1/whoami", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void anotherTeamsTokenIsRefusedAndTheRefusalIsInTheAudit() {
        JsonNode machine = crew.token(TOKENS.get("member"), "WRITE", "\"service\":true");

        assertThat(crew.call(TOKENS.get("stranger"), "DELETE", path(machine), "")
                        .statusCode())
                .isEqualTo(403);

        await().untilAsserted(() -> assertThat(
                        texts("select actor from audit_entry where outcome = 'REFUSED' and subject = 'DELETE "
                                + path(machine) + "'"))
                .containsExactly("finn"));
    }

    @Test
    void whoLeavesATeamWritesNothingWithTheNextRequest() {
        String token = crew.person("leo", "rides", "MEMBER");
        assertThat(Crew.json(crew.call(token, "GET", "/api/v1/whoami", "")).path("roles"))
                .hasSize(2);

        crew.call(TOKENS.get("admin"), "DELETE", "/api/v1/teams/rides/members/leo", "");

        assertThat(Crew.json(crew.call(token, "GET", "/api/v1/whoami", "")).path("roles"))
                .hasSize(1);
    }

    @Test
    void whoIsDisabledIsShutOutAndCanNotLogIn() {
        String token = crew.person("otto", "rides", "MEMBER");

        crew.call(TOKENS.get("admin"), "PUT", "/api/v1/users/otto", "{\"disabled\":true}");

        assertThat(crew.call(token, "GET", "/api/v1/whoami", "").statusCode()).isEqualTo(401);
        assertThat(login("otto", Crew.PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void theLastAdminStaysOne() {
        HttpResponse<String> answer = crew.call(TOKENS.get("admin"), "PUT", "/api/v1/users/admin", "{\"admin\":false}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Crew.json(answer).path("code").asText()).isEqualTo("CONFLICT");
    }

    @Test
    void aTeamKeepsItsMembersAndTokensWhenItIsRenamed() {
        crew.team("old-name");
        String token = crew.person("rena", "old-name", "MEMBER");

        crew.call(TOKENS.get("admin"), "PUT", "/api/v1/teams/old-name", "{\"name\":\"new-name\"}");

        JsonNode whoami = Crew.json(crew.call(token, "GET", "/api/v1/whoami", ""));
        assertThat(whoami.path("team").asText()).isEqualTo("new-name");
        assertThat(whoami.path("roles")).hasSize(2);
    }

    @Test
    void anEmailBelongsToOnePerson() {
        crew.person("emil");
        crew.person("emma");
        String emails = "{\"emails\":[\"E.M@example.com\"],\"kubernetesNames\":[\"em@cluster\"]}";

        HttpResponse<String> first = crew.call(TOKENS.get("admin"), "PUT", "/api/v1/users/emil", emails);
        HttpResponse<String> second = crew.call(TOKENS.get("admin"), "PUT", "/api/v1/users/emma", emails);

        assertThat(Crew.json(first).path("emails").get(0).asText()).isEqualTo("e.m@example.com");
        assertThat(Crew.json(first).path("kubernetesNames").get(0).asText()).isEqualTo("em@cluster");
        assertThat(second.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Rides",
                "a b",
                "../etc",
                "a/b",
                "a'; drop table team; --",
                "a\\u0000b",
                "ä",
                "-a",
                "a-",
                "9a"
            })
    void aHostileNameOfATeamIsRefusedFieldByField(String name) {
        HttpResponse<String> answer =
                crew.call(TOKENS.get("admin"), "POST", "/api/v1/teams", "{\"name\":\"" + name + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode field = Crew.json(answer).path("fields").get(0);
        assertThat(field.path("field").asText()).isEqualTo("name");
        assertThat(field.path("message").asText()).isEqualTo(Names.TEAM_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service:ci", "a:b", "a/b", "A", ".a", "a\\nb", "%61", "a'b", "a\\\"b"})
    void aHostileNameOfAUserIsRefused(String name) {
        assertThat(crew.call(TOKENS.get("admin"), "POST", "/api/v1/users", "{\"name\":\"" + name + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "%00", "%2e%2e", "a%27%20or%201=1", "%ff", "a%0d%0aX-Injected:%201"})
    void aHostileNameInAPathIsNotFound(String name) {
        assertThat(crew.call(TOKENS.get("admin"), "GET", "/api/v1/teams/" + name, "")
                        .statusCode())
                .isIn(400, 404);
    }

    @Test
    void listsComeInPagesThatHoldEverybodyOnce() {
        String next = "";
        int pages = 0;
        List<String> names = new ArrayList<String>();
        do {
            JsonNode page = Crew.json(crew.call(TOKENS.get("viewer"), "GET", "/api/v1/users?pageSize=2" + next, ""));
            page.path("items").forEach(user -> names.add(user.path("name").asText()));
            next = "&pageToken=" + page.path("nextPageToken").asText();
            pages++;
        } while (!next.endsWith("=null"));

        assertThat(names).doesNotHaveDuplicates().isSorted().contains("admin", "vera");
        assertThat(pages).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pageSize=0", "pageSize=501", "pageSize=x", "pageToken=***"})
    void aWrongPageIsRefused(String query) {
        assertThat(crew.call(TOKENS.get("viewer"), "GET", "/api/v1/users?" + query, "")
                        .statusCode())
                .isIn(400, 404);
    }

    @Test
    void aPasswordIsChangedByWhoKnowsIt() {
        crew.person("paul");
        String token = crew.login("paul", "rides");
        String path = "/api/v1/users/paul/password";

        assertThat(crew.call(token, "PUT", path, "{\"password\":\"a new long one\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(crew.call(token, "PUT", path, passwords(Crew.PASSWORD, "too short"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(crew.call(token, "PUT", path, passwords(Crew.PASSWORD, "a new long one"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(login("paul", Crew.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(login("paul", "a new long one").statusCode()).isEqualTo(201);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserLookAlikeAndTakeAlike() {
        HttpResponse<String> wrong = login("mia", "not her password");
        HttpResponse<String> unknown = login("nemo", "not her password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(quickest("nemo") / quickest("mia")).isBetween(0.5, 2.0);
    }

    @Test
    void neitherTokenNorPasswordIsInTheDatabaseOrTheLog() {
        String member = TOKENS.get("member");
        login("mia", "a mistyped secret");

        String database = String.join(
                "\n",
                texts("select t::text from token t union all select s::text from token_secret s"
                        + " union all select u::text from app_user u union all select a::text from audit_entry a"));

        assertThat(database).contains("$argon2id$").doesNotContain(member, Crew.PASSWORD, "a mistyped secret");
        assertThat(platform.log()).doesNotContain(member, Crew.PASSWORD, "a mistyped secret");
    }

    @Test
    void whenATokenWasUsedIsKnownWithinSeconds() {
        JsonNode token = crew.token(TOKENS.get("member"), "READ", "");
        crew.call(secret(token), "GET", "/api/v1/whoami", "");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(texts("select name from token where last_used_at is not null"
                                + " and public_id = '" + token.path("id").asText() + "'"))
                        .hasSize(1));
    }

    private static List<String> texts(String query) {
        return jdbi.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static double quickest(String user) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            login(user, "not her password");
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private static HttpResponse<String> login(String user, String password) {
        return crew.call(
                "", "POST", "/api/v1/login", "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
    }

    private static String passwords(String current, String next) {
        return "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, next);
    }

    private static String wanted(String scope) {
        return "{\"name\":\"wider\",\"scope\":\"%s\",\"expiresInDays\":1}".formatted(scope);
    }

    private static String path(JsonNode token) {
        return "/api/v1/tokens/" + token.path("id").asText();
    }

    private static String rotate(JsonNode token) {
        return path(token) + "/rotate";
    }

    private static String secret(JsonNode token) {
        return token.path("secret").asText();
    }
}
