package dev.gradus.platform.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Pages by the sort keys of the last row rather than by a count of rows: a page costs the same however far it is, and rows that
 * come or go meanwhile neither repeat nor hide others. The last key must tell all rows apart.
 *
 * <pre>{@code
 * Keyset keyset = new Keyset(List.of(new SortKey("r.start_time", "bigint", false), new SortKey("r.id", "text", true)));
 * "select " + keyset.values() + " … where " + keyset.after(token, binds) + " order by " + keyset.orderBy();
 * }</pre>
 */
public record Keyset(List<SortKey> keys) {
    public Keyset {
        keys = List.copyOf(keys);
    }

    /** The keys of a row as an array of texts. */
    public String values() {
        return keys.stream()
                .map(key -> '(' + key.expression() + ")::text")
                .collect(Collectors.joining(", ", "array[", "]"));
    }

    /** What comes after {@code order by}. */
    public String orderBy() {
        return keys.stream()
                .map(key -> key.expression() + (key.ascending() ? " asc" : " desc"))
                .collect(Collectors.joining(", "));
    }

    /**
     * The condition of the rows after the one with these keys. Every row after it is not before it by the first key alone; that
     * is said too, because an index can begin there.
     */
    public String after(List<String> values, Binds binds) {
        List<String> bound = values.stream().map(binds::add).toList();
        SortKey first = keys.get(0);
        String begin = first.expression() + (first.ascending() ? " >= " : " <= ") + cast(first, bound.get(0));
        return begin + " and " + after(0, bound);
    }

    private String after(int index, List<String> bound) {
        SortKey key = keys.get(index);
        String value = cast(key, bound.get(index));
        String later = key.expression() + (key.ascending() ? " > " : " < ") + value;
        if (index == keys.size() - 1) {
            return later;
        }
        return '(' + later + " or (" + key.expression() + " = " + value + " and " + after(index + 1, bound) + "))";
    }

    private static String cast(SortKey key, String bound) {
        return "cast(" + bound + " as " + key.type() + ')';
    }
}
