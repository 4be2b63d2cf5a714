package dev.gradus.platform.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {
    private static final String SECRET = "hunter2hunter2hunter2";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Authorization: Bearer hunter2hunter2hunter2           | Authorization: ***
        authorization=Basic hunter2hunter2hunter2, host=x     | authorization=***, host=x
        {"Authorization":"Bearer hunter2hunter2hunter2","a":1} | {"Authorization":"***","a":1}
        the header was Bearer hunter2hunter2hunter2           | the header was Bearer ***
        token gradus_hunter2hunter2hunter2 is unknown         | token gradus_*** is unknown
        jdbc:postgresql://db/x?user=a&password=hunter2hunter2hunter2&ssl=on | jdbc:postgresql://db/x?user=a&password=***&ssl=on
        https://ann:hunter2hunter2hunter2@example.org/x       | https://ann:***@example.org/x
        webhook secret: hunter2hunter2hunter2                 | webhook secret: ***
        {"password": "hunter2hunter2hunter2"}                 | {"password": "***"}
        s3.secret-access_key = hunter2hunter2hunter2          | s3.secret-access_key = ***
        """)
    void whatLooksLikeASecretIsHidden(String said, String written) {
        assertThat(Secrets.without(said)).isEqualTo(written).doesNotContain(SECRET);
    }

    @Test
    void aTextWithoutASecretIsTheSame() {
        String said =
                "run \"1b2c\" of team \"rides\" took 12 ms; the password was not right; http://127.0.0.1:8080/version";

        assertThat(Secrets.without(said)).isSameAs(said);
    }
}
