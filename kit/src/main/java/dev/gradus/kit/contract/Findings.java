package dev.gradus.kit.contract;

import dev.gradus.kit.data.TripColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/** Holds a file's summary against the contract: a pure function. */
final class Findings {

    private Findings() {}

    /** What the file as a whole breaks. */
    static List<Finding> ofBatch(TripSchema schema, BatchSummary summary) {
        List<Finding> findings = new ArrayList<>();
        add(findings, "the file", "number of rows", (double) summary.rows(), schema.rows());
        add(findings, "the file", "share of repeated rows", summary.repeatedShare(), schema.repeated());
        return findings;
    }

    /**
     * What one column breaks.
     *
     * @param misfits what is wrong with columns of the file, by column
     */
    static List<Finding> ofColumn(TripSchema schema, SortedMap<TripColumn, String> misfits, ColumnSummary summary) {
        Property property = summary.property();
        Rules rules = Objects.requireNonNull(schema.properties().get(property), property::key);
        Optional<String> misfit = property.column().flatMap(column -> Optional.ofNullable(misfits.get(column)));
        if (misfit.isPresent()) {
            boolean allowed = !rules.required() && misfit.get().equals(TripColumn.MISSING);
            return allowed ? List.of() : List.of(new Finding(property.title(), misfit.get()));
        }
        List<Finding> findings = new ArrayList<>();
        String title = property.title();
        Rules.Batch batch = rules.batch();
        add(findings, title, "share of rows without a value", summary.share(summary.nulls()), batch.nulls());
        add(
                findings,
                title,
                "share of rows with a value that is not allowed",
                summary.share(summary.invalid()),
                batch.invalid());
        add(
                findings,
                title,
                "share of rows outside the file's month",
                summary.share(summary.outsideMonth()),
                batch.outsideMonth());
        add(
                findings,
                title,
                "share of the most frequent value, " + summary.top() + ",",
                summary.topShare(),
                batch.top());
        for (Map.Entry<Double, Limits> quantile : batch.quantiles().entrySet()) {
            String measure = "quantile " + quantile.getKey();
            add(findings, title, measure, summary.quantile(quantile.getKey()), quantile.getValue());
        }
        return findings;
    }

    private static void add(List<Finding> findings, String column, String measure, double figure, Limits limits) {
        if (!limits.equals(Limits.NONE) && !limits.hold(figure)) {
            findings.add(Finding.of(column, measure, figure, limits));
        }
    }
}
