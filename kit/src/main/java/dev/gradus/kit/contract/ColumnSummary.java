package dev.gradus.kit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One property's values of a file, summed up: as large as the contract, however many rows there are. Summaries of parts add up. */
final class ColumnSummary {

    /** The contract lists or bounds the values that are counted one by one; these limits are for one that does not. */
    private static final int MOST_COUNTED = 1000;

    private static final int MOST_NEW = 20;
    private static final double NO_VALUE = Double.NaN;

    private final Property property;
    private final Rules.Row allowed;
    private final Quantiles quantiles = new Quantiles();
    private final SortedMap<Double, Long> counts = new TreeMap<>();
    private final SortedSet<Double> news = new TreeSet<>();
    private long rows;
    private long nulls;
    private long invalid;
    private long outsideMonth;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    ColumnSummary(Property property, Rules.Row allowed) {
        this.property = property;
        this.allowed = allowed;
    }

    /** Adds a value, NaN for none; {@code month} are the limits that the file's name sets, or {@link Limits#NONE}. */
    void add(double value, Limits month) {
        rows++;
        if (Double.isNaN(value)) {
            nulls++;
            return;
        }
        min = Math.min(min, value);
        max = Math.max(max, value);
        outsideMonth += property.kind() == Property.Kind.TIME && !month.hold(value) ? 1 : 0;
        if (!allowed.allows(value)) {
            invalid++;
            note(value);
        } else if (isCounted() && (counts.size() < MOST_COUNTED || counts.containsKey(value))) {
            counts.merge(value, 1L, Long::sum);
        }
        if (property.kind() == Property.Kind.NUMBER) {
            quantiles.add(value);
        }
    }

    void add(ColumnSummary other) {
        rows += other.rows;
        nulls += other.nulls;
        invalid += other.invalid;
        outsideMonth += other.outsideMonth;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        quantiles.add(other.quantiles);
        other.counts.forEach((value, count) -> counts.merge(value, count, Long::sum));
        other.news.forEach(this::note);
    }

    /** The smallest of the values that are not allowed, so that the order of the parts does not matter. */
    private void note(double value) {
        if (isCounted()) {
            news.add(value);
            if (news.size() > MOST_NEW) {
                news.remove(news.last());
            }
        }
    }

    private boolean isCounted() {
        return property.kind() == Property.Kind.INTEGER || property.kind() == Property.Kind.FLAG;
    }

    Property property() {
        return property;
    }

    long rows() {
        return rows;
    }

    long nulls() {
        return nulls;
    }

    long invalid() {
        return invalid;
    }

    double share(long part) {
        return (double) part / rows;
    }

    long outsideMonth() {
        return outsideMonth;
    }

    /** NaN where there is no value. */
    double min() {
        return nulls == rows ? NO_VALUE : min;
    }

    double max() {
        return nulls == rows ? NO_VALUE : max;
    }

    double quantile(double share) {
        return quantiles.at(share);
    }

    /** Share of the most frequent of the allowed values. */
    double topShare() {
        long counted = counts.values().stream().mapToLong(Long::longValue).sum();
        long top = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return (double) top / counted;
    }

    /** Values that the contract does not know, as text, at most {@value #MOST_NEW}. */
    List<String> news() {
        List<String> texts = new ArrayList<>();
        news.forEach(value -> texts.add(property.text(value)));
        return texts;
    }

    /** The most frequent of the allowed values, as text. */
    String top() {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> property.text(entry.getKey()))
                .orElse("none");
    }
}
