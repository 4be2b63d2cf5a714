package dev.gradus.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditIT {
    private static final Map<String, String> DATABASE = TestPostgres.database();
    private static RunningPlatform platform;
    private static Jdbi jdbi;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(DATABASE);
        jdbi = Jdbi.create(
                DATABASE.get("GRADUS_DB_URL"), DATABASE.get("GRADUS_DB_USER"), DATABASE.get("GRADUS_DB_PASSWORD"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void anUnknownTokenIsRefusedAndInTheAuditWithAddressAndRequest() {
        HttpRequest wrong = platform.request("/api/v1/audit?secret=1", "gradus_wrong")
                .header("X-Request-Id", "look-for-me")
                .build();

        var answer = platform.send(wrong);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("look-for-me");
        await().untilAsserted(() -> assertThat(refusals("look-for-me"))
                .containsExactly("request.make GET /api/v1/audit 127.0.0.1 {\"status\":401}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'somebody else'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_seal set hash = previous",
                "delete from audit_seal",
                "truncate audit_seal, audit_entry",
                "set session_replication_role = replica; delete from audit_entry",
            })
    void notEvenTheOwnerOfTheTablesRewritesThem(String statement) {
        assertThatThrownBy(() -> jdbi.useTransaction(handle -> handle.execute(statement)))
                .hasMessageContaining("the audit is append-only");
    }

    private static List<String> refusals(String request) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select concat_ws(' ', action, subject, address, detail) from audit_entry where request = ?")
                .bind(0, request)
                .mapTo(String.class)
                .list());
    }
}
