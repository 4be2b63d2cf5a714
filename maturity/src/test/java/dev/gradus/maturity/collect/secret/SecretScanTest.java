package dev.gradus.maturity.collect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {

    /** Not a key of anybody, and in two halves so that no scan of this repository stumbles over it. */
    private static final String RANDOM = "q8Zr2LxV0nTb" + "7KwYc5HgJdM3sFpA9uEi1oRt";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    app.py      | token = 'ghp_%s'                          | GitHub token
                    app.py      | t = 'glpat-%s'                            | GitLab token
                    app.py      | slack('xoxb-%s')                          | Slack token
                    train.py    | login(token='hf_%s')                      | Hugging Face token
                    train.py    | client = OpenAI(api_key='sk-proj-%s')     | API key of a model provider
                    App.java    | String password = "%s";                   | credential in an assignment
                    conf.yaml   | db: {password: "%s"}                      | credential in an assignment
                    pay.rb      | Stripe.key = 'sk_live_%s'                 | Stripe key
                    .env        | DB_PASSWORD=%s                            | credential in an environment file
                    .env        | export API_TOKEN="%s"                     | credential in an environment file
                    conf.yaml   | uri: postgresql://ana:%s@db.example/rides | password in a URL
                    """)
    void aCredentialIsFoundByItsKind(String path, String line, String kind) {
        assertThat(scan(path, "first\n" + line.formatted(RANDOM)))
                .extracting(SecretScan.Found::kind)
                .contains(kind);
        assertThat(scan(path, "first\n" + line.formatted(RANDOM)))
                .extracting(SecretScan.Found::line)
                .containsOnly(2);
    }

    @Test
    void aPrivateKeyAndAKaggleKeyAreFound() {
        String begin = "-----BEGIN RSA " + "PRIVATE KEY-----\n";
        assertThat(scan("id_rsa", begin + RANDOM + RANDOM)).containsExactly(new SecretScan.Found("private key", 1));
        assertThat(scan("kaggle.json", "{\"username\":\"ana\",\"key\":\"" + "0a1b2c3d4e5f6071" + "8293a4b5c6d7e8f9\"}"))
                .containsExactly(new SecretScan.Found("Kaggle key", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "assertThat(digest).isEqualTo(\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\");",
                "id = '123e4567-e89b-12d3-a456-426614174000'",
                "token = '123e4567-e89b-12d3-a456-426614174000'",
                "password = \"changeme-please\"",
                "password: \"${DB_PASSWORD}\"",
                "password = os.environ['DB_PASSWORD']",
                "token: '{{ secrets.DEPLOY_TOKEN_2026 }}'",
                "api_key = '<your-api-key-123>'",
                "tokenizer = 'bert-base-uncased'",
                "secret_name = \"projects/rides/secrets/db-password\"",
                "tokens = \"model.tokens.embedding.weight\"",
                "postgresql://mlflow:mlflow@localhost:5432/mlflow",
                "postgresql://mlflow:$$POSTGRES_PASSWORD@postgres/mlflow",
                "-----BEGIN PUBLIC KEY-----",
                "pem.contains(\"-----BEGIN PRIVATE KEY-----\")",
                "image: example.com/rides@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "\"integrity\": \"sha512-q8Zr2LxV0nTb7KwYc5HgJdM3sFpA9uEi1oRtq8Zr2LxV0nTb7KwYc5HgJdM3\"",
            })
    void whatOnlyLooksLikeOneIsNot(String line) {
        assertThat(scan("conf.txt", line)).isEmpty();
    }

    @Test
    void digestsOfALockAndAnExampleOfSettingsAreNoCredentials() {
        assertThat(scan("poetry.lock", "token-hash = \"" + RANDOM + "\"")).isEmpty();
        assertThat(scan(".env.example", "DB_PASSWORD=choose-one")).isEmpty();
        assertThat(scan(".env", "MODE=test\nPASSWORD=changeme\n")).isEmpty();
    }

    private static List<SecretScan.Found> scan(String path, String text) {
        return SecretScan.scan(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
