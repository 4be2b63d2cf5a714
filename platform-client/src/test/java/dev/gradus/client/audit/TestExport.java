package dev.gradus.client.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Exports as the documented format has them. */
final class TestExport {
    private TestExport() {}

    /** One seal for each list of users. */
    @SafeVarargs
    static List<String> of(List<String>... seals) {
        List<String> lines = new ArrayList<>();
        String head = Seal.NONE;
        int entry = 0;
        for (int seal = 0; seal < seals.length; seal++) {
            List<String> entries = new ArrayList<>();
            for (String user : seals[seal]) {
                entries.add(entry(++entry, user));
            }
            String body = "{\"seal\":" + (seal + 1) + ",\"at\":\"2026-11-25T12:00:00.000000Z\",\"previous\":\"" + head
                    + "\",\"digests\":" + digests(entries) + "}";
            head = digest(body);
            lines.add(body.substring(0, body.length() - 1) + ",\"hash\":\"" + head + "\"}");
            lines.addAll(entries);
        }
        String header = "{\"audit\":\"gradus-audit-1\",\"from\":1,\"previous\":\"" + Seal.NONE + "\",\"to\":"
                + seals.length + ",\"head\":\"" + head + "\"}";
        return Stream.concat(Stream.of(header), lines.stream()).toList();
    }

    static String entry(int id, String user) {
        return "{\"entry\":" + id + ",\"user\":\"" + user + "\",\"detail\":{\"name\":\"Zürich €\"}}";
    }

    private static String digests(List<String> entries) {
        return entries.stream().map(entry -> "\"" + digest(entry) + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static String digest(String text) {
        return Digest.of(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
