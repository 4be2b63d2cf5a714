package dev.gradus.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People of an identity provider. */
final class OidcIT {
    private static Issuer issuer;
    private static RunningPlatform platform;
    private static Crew crew;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
        Map<String, String> environment = new HashMap<>(TestPostgres.database());
        environment.put("GRADUS_OIDC_URL", issuer.url());
        environment.put("GRADUS_OIDC_GROUPS", "ml-rides=rides:member,ml-leads=rides:approver,ops=admin");
        environment.put("GRADUS_LIMITS_FAILURES_PER_MINUTE", "10000");
        platform = RunningPlatform.start(environment);
        crew = new Crew(platform);
        crew.team("rides");
    }

    @AfterAll
    static void stop() {
        platform.close();
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            s1 | vera | -        | default | VIEWER
            s2 | mia  | ml-rides | rides   | VIEWER MEMBER
            s3 | ada  | ml-leads | rides   | VIEWER MEMBER APPROVER
            s4 | olga | ops      | default | VIEWER MEMBER APPROVER ADMIN
            s5 | Ed@E | strange  | default | VIEWER
            """)
    void aPersonIsWhatTheGroupsSay(String subject, String name, String group, String team, String roles)
            throws Exception {
        String[] groups = group == null ? new String[0] : new String[] {group};

        JsonNode whoami = Crew.json(whoami(issuer.sign(issuer.claims(subject, name, groups))));

        assertThat(whoami.path("user").asText()).isEqualToIgnoringCase(name);
        assertThat(whoami.path("team").asText()).isEqualTo(team);
        assertThat(whoami.path("roles")).extracting(JsonNode::asText).containsExactly(roles.split(" "));
    }

    @Test
    void aTokenThatIsNotGoodForThisServerIsRefused() throws Exception {
        JwtClaims good = issuer.claims("s6", "greta");
        JwtClaims expired = issuer.claims("s6", "greta");
        expired.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 120));
        JwtClaims otherAudience = issuer.claims("s6", "greta");
        otherAudience.setAudience("somebody-else");
        JwtClaims otherIssuer = issuer.claims("s6", "greta");
        otherIssuer.setIssuer("http://127.0.0.1:1");
        Map<String, String> wrong = Map.of(
                "expired", issuer.sign(expired),
                "other audience", issuer.sign(otherAudience),
                "other issuer", issuer.sign(otherIssuer),
                "unsigned", issuer.unsigned(good),
                "stranger's key", issuer.signByStranger(good),
                "public key as secret", issuer.signByPublicKey(good),
                "no token at all", "abc.def.ghi");

        wrong.forEach((what, token) -> {
            HttpResponse<String> answer = whoami(token);
            assertThat(answer.statusCode()).as(what).isEqualTo(401);
            assertThat(Crew.json(answer).path("code").asText()).isEqualTo("UNAUTHENTICATED");
        });
        assertThat(whoami(issuer.sign(good)).statusCode()).isEqualTo(200);
    }

    @Test
    void theRequestMayNameTheTeam() throws Exception {
        String token = issuer.sign(issuer.claims("s7", "tess", "ml-rides"));

        assertThat(Crew.json(whoami(token, "default")).path("roles")).hasSize(1);
        assertThat(Crew.json(whoami(token, "rides")).path("roles")).hasSize(2);
        assertThat(whoami(token, "nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyGetsALocalUserByItsName() throws Exception {
        assertThat(whoami(issuer.sign(issuer.claims("s8", "admin"))).statusCode())
                .isEqualTo(403);
        assertThat(whoami(issuer.sign(issuer.claims("s9", "service:ci"))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAdminLinksALocalUserAndDisablesIt() throws Exception {
        crew.person("lena");
        String token = issuer.sign(issuer.claims("s10", "lena"));
        assertThat(whoami(token).statusCode()).isEqualTo(403);

        change("lena", "{\"oidcSubject\":\"s10\"}");
        assertThat(Crew.json(whoami(token)).path("user").asText()).isEqualTo("lena");

        change("lena", "{\"oidcSubject\":\"s10\",\"disabled\":true}");
        assertThat(whoami(token).statusCode()).isEqualTo(401);
    }

    @Test
    void whoCameByTheProviderMakesATokenForMlflowsClients() throws Exception {
        String token = issuer.sign(issuer.claims("s11", "max", "ml-rides"));

        String secret = crew.token(token, "WRITE", "").path("secret").asText();

        assertThat(Crew.json(whoami(secret)).path("user").asText()).isEqualTo("max");
    }

    private static void change(String user, String wanted) {
        assertThat(crew.call(platform.adminToken(), "PUT", "/api/v1/users/" + user, wanted)
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> whoami(String token) {
        return crew.call(token, "GET", "/api/v1/whoami", "");
    }

    private static HttpResponse<String> whoami(String token, String team) {
        HttpRequest request = platform.request("/api/v1/whoami", token)
                .header("Gradus-Team", team)
                .build();
        return platform.send(request);
    }
}
