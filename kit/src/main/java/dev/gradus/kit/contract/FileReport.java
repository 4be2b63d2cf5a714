package dev.gradus.kit.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.TripColumn;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One file beside the contract.
 *
 * @param role {@code training} or {@code testing}
 * @param file which file
 * @param summary what is in it
 * @param whole what it breaks as a whole
 * @param columns each column, and what it breaks
 */
record FileReport(String role, TripFile file, BatchSummary summary, List<Finding> whole, List<Column> columns) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

    /**
     * One column.
     *
     * @param summary its values
     * @param findings what they break
     */
    record Column(ColumnSummary summary, List<Finding> findings) {}

    /** Reads all rows of a file, whatever is in them. */
    static FileReport of(TripSchema schema, String role, TripFile file) {
        SortedMap<TripColumn, String> misfits = TripReader.misfits(file.path());
        BatchSummary summary = new BatchSummary(schema, file.month());
        TripReader.readAll(file.path(), Set.of(), summary::add);
        List<Column> columns = new ArrayList<>();
        summary.columns()
                .forEach(column -> columns.add(new Column(column, Findings.ofColumn(schema, misfits, column))));
        return new FileReport(role, file, summary, Findings.ofBatch(schema, summary), List.copyOf(columns));
    }

    List<Finding> findings() {
        return Stream.concat(whole.stream(), columns.stream().flatMap(column -> column.findings().stream()))
                .toList();
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("role", role).put("name", file.name()).put("digest", file.digest());
        json.put("verdict", verdict(findings()));
        json.put("rows", summary.rows()).put("repeatedShare", summary.repeatedShare());
        reasons(json, whole);
        columns.forEach(column -> json.withArray("columns").add(json(column)));
        return json;
    }

    private static ObjectNode json(Column column) {
        ColumnSummary summary = column.summary();
        Property property = summary.property();
        ObjectNode json = JSON.createObjectNode();
        json.put("name", property.key()).put("verdict", verdict(column.findings()));
        json.put("rows", summary.rows()).put("nulls", summary.nulls()).put("invalid", summary.invalid());
        if (!Double.isNaN(summary.min())) {
            json.put("min", property.text(summary.min())).put("max", property.text(summary.max()));
        }
        if (property.kind() == Property.Kind.TIME) {
            json.put("outsideMonth", summary.outsideMonth());
        }
        if (Double.isFinite(summary.topShare())) {
            json.put("top", summary.top()).put("topShare", summary.topShare());
        }
        if (property.kind() == Property.Kind.NUMBER && !Double.isNaN(summary.min())) {
            ObjectNode quantiles = json.putObject("quantiles");
            QUANTILES.forEach(share -> quantiles.put(share.toString(), summary.quantile(share)));
        }
        summary.news().forEach(json.putArray("newValues")::add);
        reasons(json, column.findings());
        return json;
    }

    private static void reasons(ObjectNode json, List<Finding> findings) {
        findings.forEach(finding -> json.withArray("reasons").add(finding.reason()));
    }

    private static String verdict(List<Finding> findings) {
        return findings.isEmpty() ? "PASS" : "FAIL";
    }

    /** For a terminal. */
    String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "contract: %s %s, %d rows, %.2f %% repeated%n",
                role,
                file.name(),
                summary.rows(),
                100 * summary.repeatedShare()));
        text.append(String.format(
                Locale.ROOT, "  %-16s %7s %11s %19s %19s  %s%n", "column", "null", "not allowed", "least", "most", ""));
        columns.forEach(column -> text.append(line(column)));
        findings().forEach(finding -> text.append("  ").append(finding).append(System.lineSeparator()));
        return text.toString();
    }

    private static String line(Column column) {
        ColumnSummary summary = column.summary();
        Property property = summary.property();
        boolean empty = Double.isNaN(summary.min());
        return String.format(
                Locale.ROOT,
                "  %-16s %6.2f%% %10.3f%% %19s %19s  %s%n",
                property.key(),
                100 * summary.share(summary.nulls()),
                100 * summary.share(summary.invalid()),
                empty ? "-" : property.text(summary.min()),
                empty ? "-" : property.text(summary.max()),
                verdict(column.findings()));
    }
}
