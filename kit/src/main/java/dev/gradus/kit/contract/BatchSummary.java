package dev.gradus.kit.contract;

import dev.gradus.kit.data.TripRow;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of rides summed up, in constant memory. Summaries of its parts add up.
 *
 * <pre>{@code
 * BatchSummary summary = new BatchSummary(schema, file.month());
 * TripReader.readAll(file.path(), Set.of(), summary::add);
 * }</pre>
 */
final class BatchSummary {

    private final Map<Property, ColumnSummary> columns = new EnumMap<>(Property.class);
    private final RepeatedRows repeated = new RepeatedRows();
    private final Limits month;
    private long rows;

    BatchSummary(TripSchema schema, Optional<YearMonth> month) {
        schema.properties()
                .forEach((property, rules) -> columns.put(property, new ColumnSummary(property, rules.row())));
        this.month = month.map(BatchSummary::limits).orElse(Limits.NONE);
    }

    private static Limits limits(YearMonth month) {
        long first = month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        long after = month.plusMonths(1).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return new Limits(first, after - 1);
    }

    void add(TripRow row) {
        rows++;
        columns.forEach((property, column) -> column.add(property.of(row), month));
        repeated.add(row);
    }

    void add(BatchSummary other) {
        rows += other.rows;
        other.columns.forEach((property, column) ->
                Objects.requireNonNull(columns.get(property), property.key()).add(column));
        repeated.add(other.repeated);
    }

    long rows() {
        return rows;
    }

    double repeatedShare() {
        return repeated.share();
    }

    Collection<ColumnSummary> columns() {
        return columns.values();
    }
}
