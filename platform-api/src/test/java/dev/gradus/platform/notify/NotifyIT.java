package dev.gradus.platform.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotifyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static RunningPlatform platform;

    private Receiver receiver;

    @BeforeAll
    static void start() {
        MAIL.start();
        Map<String, String> environment = new HashMap<>(TestPostgres.database());
        environment.put("GRADUS_MAIL_HOST", "127.0.0.1");
        environment.put("GRADUS_MAIL_PORT", Integer.toString(MAIL.getSmtp().getPort()));
        environment.put("GRADUS_MAIL_START_TLS", "DISABLED");
        environment.put("GRADUS_MAIL_FROM", "gradus@example.org");
        environment.put("GRADUS_OUTBOUND_ALLOW", "127.0.0.1/32");
        environment.put("GRADUS_OUTBOX_FIRST_WAIT", "0.05S");
        environment.put("GRADUS_OUTBOX_TRIES", "3");
        // Longer than the tries of one message take, since a disabled webhook is told nothing.
        environment.put("GRADUS_NOTIFY_GIVE_UP", "5S");
        platform = RunningPlatform.start(environment);
    }

    @AfterAll
    static void stop() {
        platform.close();
        MAIL.stop();
    }

    @BeforeEach
    void receive() {
        receiver = new Receiver();
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    @Test
    void aChangeIsToldToWhoAskedSignedAndOnce() throws IOException {
        JsonNode webhook = create(receiver.url(), "webhook.create");

        create("http://1.1.1.1/other", "run.create");

        await().untilAsserted(() -> assertThat(receiver.messages()).anyMatch(NotifyIT::tellsOfTheOther));
        Receiver.Message message = receiver.messages().stream()
                .filter(NotifyIT::tellsOfTheOther)
                .findFirst()
                .orElseThrow();
        JsonNode body = JSON.readTree(message.body());
        assertThat(body.path("type").asText()).isEqualTo("webhook.create");
        assertThat(body.path("data").path("user").asText()).isEqualTo("admin");
        assertThat(body.path("data").path("subject").asText()).startsWith("webhook/");
        assertThat(message.header("Webhook-signature"))
                .isEqualTo(Signature.of(
                        webhook.path("secret").asText(),
                        message.header("Webhook-id"),
                        Long.parseLong(message.header("Webhook-timestamp")),
                        message.body()));
    }

    @Test
    void theSecretIsShownOnce() throws IOException {
        JsonNode webhook = create(receiver.url(), "run.create");

        assertThat(webhook.path("secret").asText()).startsWith("whsec_");
        assertThat(platform.get("/api/v1/webhooks").body())
                .contains(receiver.url())
                .doesNotContain("whsec_");
        assertThat(platform.log()).doesNotContain("whsec_");
    }

    @Test
    void aFailedMessageIsSentAgainUnderTheSameId() throws IOException {
        receiver.answer((message, times) -> times < 3 ? 503 : 204);

        test(create(receiver.url(), "run.create"));

        await().untilAsserted(() -> assertThat(receiver.messages()).hasSize(3));
        assertThat(receiver.messages().stream()
                        .map(one -> one.header("Webhook-id"))
                        .distinct())
                .hasSize(1);
        await().untilAsserted(() -> assertThat(platform.get("/q/metrics").body())
                .contains("gradus_outbox_task_seconds_count{outcome=\"done\",topic=\"webhook.send\"}"));
    }

    @Test
    void aMessageThatIsGivenUpIsListedAndCanBeSentAgain() throws IOException {
        receiver.answer((message, times) -> 500);
        JsonNode webhook = create(receiver.url(), "run.create");
        test(webhook);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(dead(webhook).isMissingNode()).isFalse());
        assertThat(dead(webhook).path("failure").asText()).contains("answered 500");

        receiver.answer((message, times) -> 204);
        long before = receiver.messages().size();
        platform.post("/api/v1/outbox/" + dead(webhook).path("id").asLong() + "/retry", "");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.messages().size()).isGreaterThan((int) before));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(dead(webhook).isMissingNode()).isTrue());
    }

    @Test
    void aReceiverThatIsGoneIsAskedNoMore() throws IOException {
        receiver.answer((message, times) -> 410);
        JsonNode webhook = create(receiver.url(), "run.create");

        test(webhook);

        await().untilAsserted(() ->
                assertThat(shown(webhook).path("disabledAt").isTextual()).isTrue());
        platform.post("/api/v1/webhooks/" + webhook.path("id").asLong() + "/enable", "");
        assertThat(shown(webhook).has("disabledAt")).isFalse();
    }

    @Test
    void aReceiverThatFailsForLongIsDisabled() throws IOException {
        receiver.answer((message, times) -> 500);
        JsonNode webhook = create(receiver.url(), "run.create");
        test(webhook);
        await().untilAsserted(
                        () -> assertThat(shown(webhook).has("failingSince")).isTrue());

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            test(webhook);
            return shown(webhook).has("disabledAt");
        });
    }

    @Test
    void mailIsSentToo() throws Exception {
        test(create("mailto:ann@example.org", "run.create"));

        assertThat(MAIL.waitForIncomingEmail(10_000, 1)).isTrue();
        var mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("[Gradus] webhook.test webhook/");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ann@example.org");
        assertThat(mail.getContent().toString()).contains("by admin of team default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://169.254.169.254/latest/meta-data | run.create | not on the public Internet
                    http://10.0.0.1/                        | run.create | not on the public Internet
                    file:///etc/passwd                      | run.create | only addresses as
                    https://ann:secret@1.1.1.1/             | run.create | without a name or password
                    mailto:ann@example.org,bob@example.org  | run.create | not one mailbox
                    mailto:ann@example.org?bcc=b@x.org      | run.create | not one mailbox
                    ://                                     | run.create | is no address
                    https://1.1.1.1/                        | everything | is no event
                    """)
    void whatCanNotBeToldIsRefusedWithTheReason(String url, String event, String reason) {
        HttpResponse<String> answer =
                platform.post("/api/v1/webhooks", "{\"url\":\"" + url + "\",\"events\":[\"" + event + "\"]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void withoutATokenNothingIsSubscribedTo() {
        HttpRequest anonymous = HttpRequest.newBuilder(platform.uri().resolve("/api/v1/webhooks"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"url\":\"" + receiver.url() + "\",\"events\":[\"run.create\"]}"))
                .build();

        assertThat(platform.send(anonymous).statusCode()).isEqualTo(401);
    }

    private static boolean tellsOfTheOther(Receiver.Message message) {
        return message.body().contains("\"host\":\"1.1.1.1\"");
    }

    private static JsonNode create(String url, String event) throws IOException {
        HttpResponse<String> answer =
                platform.post("/api/v1/webhooks", "{\"url\":\"" + url + "\",\"events\":[\"" + event + "\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private static void test(JsonNode webhook) {
        platform.post("/api/v1/webhooks/" + webhook.path("id").asLong() + "/test", "");
    }

    private static JsonNode shown(JsonNode webhook) throws IOException {
        for (JsonNode one : JSON.readTree(platform.get("/api/v1/webhooks").body())) {
            if (one.path("id").equals(webhook.path("id"))) {
                return one;
            }
        }
        throw new AssertionError(webhook + " is not listed");
    }

    private static JsonNode dead(JsonNode webhook) throws IOException {
        for (JsonNode one : JSON.readTree(platform.get("/api/v1/outbox/dead").body())) {
            if (one.path("payload").path("webhook").equals(webhook.path("id"))) {
                return one;
            }
        }
        return JSON.missingNode();
    }
}
