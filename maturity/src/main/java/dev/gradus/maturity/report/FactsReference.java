package dev.gradus.maturity.report;

import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Vocabulary;
import java.util.List;
import java.util.Locale;

/** The reference page of the facts. */
public final class FactsReference {

    private FactsReference() {}

    /**
     * Every fact that can be observed, with its fields and its collectors.
     *
     * <pre>{@code
     * Files.writeString(Path.of("facts.md"), FactsReference.markdown(assess.vocabulary()));
     * }</pre>
     */
    public static String markdown(Vocabulary vocabulary) {
        Markdown page = new Markdown();
        page.heading(1, "Facts")
                .paragraph(
                        "What collectors observe. Beside its own fields every fact has `path` (string, empty where it has no place), `line` (int, 0 where the whole file is meant), `observedAt` (timestamp), `subject` and `source` (strings). Facts of a tree and of history never go stale; those of runtime are bound by a control's window.");
        vocabulary.types().values().forEach(type -> type(page, type, vocabulary));
        return page.text();
    }

    /** The anchor that a heading of this fact gets. */
    static String anchor(String name) {
        return name.replace(".", "").toLowerCase(Locale.ROOT);
    }

    private static void type(Markdown page, FactType type, Vocabulary vocabulary) {
        page.heading(2, Markdown.code(type.name()))
                .paragraph(type.description())
                .paragraph("Evidence: %s. Observed by: %s."
                        .formatted(
                                type.evidence().name().toLowerCase(Locale.ROOT),
                                String.join(", ", vocabulary.collectors(type.name()))));
        if (!type.fields().isEmpty()) {
            page.table(
                    List.of("Field", "Type"),
                    type.fields().entrySet().stream()
                            .map(field -> List.of(
                                    Markdown.code(field.getKey()),
                                    field.getValue().name().toLowerCase(Locale.ROOT)))
                            .toList());
        }
    }
}
