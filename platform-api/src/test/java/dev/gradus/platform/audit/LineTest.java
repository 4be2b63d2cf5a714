package dev.gradus.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.client.audit.Verification;
import dev.gradus.client.audit.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form of an export is promised: what was once sealed must be written the same for ever. */
final class LineTest {
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-25T12:00:00.000001Z");

    @Test
    void theLinesAreThoseOfTheGoldenExport() throws Exception {
        String first = Line.entry(row(7, "Ann \"A.\" Müller", "{\"name\":\"rides\",\"n\":1.50}"));
        String second = Line.entry(row(9, "tab\t, line\n, euro €, \u0001, \\, /", "{}"));
        Seal one = Seal.link(1, NOON, Seal.NONE, digests(first, second));
        Seal two = Seal.link(2, NOON.plusSeconds(1), one.hash(), digests(first));

        String export = String.join(
                "\n",
                Line.header(1, Seal.NONE, 2, two.hash()),
                Line.seal(one),
                first,
                second,
                Line.seal(two),
                first,
                "");

        assertThat(export).isEqualTo(golden());
    }

    @Test
    void theVerifierThatSharesNoCodeFindsTheGoldenExportGood() throws IOException {
        try (InputStream export = LineTest.class.getResourceAsStream("golden.ndjson")) {
            Verification found = Verifier.verify(export, Optional.empty());

            assertThat(found.flaw()).isNull();
            assertThat(found.entries()).isEqualTo(3);
        }
    }

    private static String golden() throws IOException {
        try (InputStream export = LineTest.class.getResourceAsStream("golden.ndjson")) {
            return new String(export.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> digests(String... lines) {
        return List.of(lines).stream()
                .map(line -> HexFormat.of().formatHex(Line.digest(line)))
                .toList();
    }

    private static ResultSet row(long id, String user, String detail) throws SQLException {
        Map<String, Object> columns = Map.ofEntries(
                Map.entry("id", id),
                Map.entry("epoch", 1),
                Map.entry("xact", "18446744073709551615"),
                Map.entry("at", OffsetDateTime.parse("2026-11-25T13:59:59.120000+02:00")),
                Map.entry("actor", user),
                Map.entry("token", "12"),
                Map.entry("team", "rides"),
                Map.entry("address", "10.1.2.3"),
                Map.entry("request", "5f0c"),
                Map.entry("action", "experiment.create"),
                Map.entry("subject", "experiment/3"),
                Map.entry("outcome", "DONE"),
                Map.entry("detail", detail));
        return (ResultSet) Proxy.newProxyInstance(
                LineTest.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> columns.get((String) arguments[0]));
    }
}
