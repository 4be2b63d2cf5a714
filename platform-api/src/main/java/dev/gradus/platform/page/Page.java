package dev.gradus.platform.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, and the token that asks for the next one.
 *
 * <pre>{@code
 * Page.of(rowsAfter(paging.after(), paging.rows()), paging, Team::name)
 * }</pre>
 *
 * @param nextPageToken null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {
    public Page {
        items = List.copyOf(items);
    }

    /** The page that {@code rows} begin; they are in the order of {@code key} and one more than fit in where there is a next page. */
    public static <T> Page<T> of(List<T> rows, Paging paging, Function<T, String> key) {
        if (rows.size() < paging.rows()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, rows.size() - 1);
        return new Page<>(items, Paging.tokenAfter(key.apply(items.get(items.size() - 1))));
    }
}
