package dev.gradus.maturity.fact;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was observed of one project, by name. The order within a name is that of the facts' places, whatever the order in
 * which they were found.
 *
 * <pre>{@code
 * Facts facts = Facts.of(observed);
 * facts.named("build.lock");
 * }</pre>
 */
public final class Facts {

    /** Places first, then whatever else tells two facts apart. */
    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::name)
            .thenComparing(FactTable::path)
            .thenComparing(FactTable::line)
            .thenComparing(Fact::observedAt)
            .thenComparing(Fact::source)
            .thenComparing(Fact::subject)
            .thenComparing(fact -> fact.value().toString());

    private final Map<String, List<Fact>> byName;

    private Facts(Map<String, List<Fact>> byName) {
        this.byName = byName;
    }

    public static Facts of(Collection<Fact> facts) {
        return new Facts(facts.stream().sorted(ORDER).collect(Collectors.groupingBy(Fact::name)));
    }

    /** The facts of that name in the order of their places. */
    public List<Fact> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The facts of these names, as expressions see them. */
    public FactTable table(Collection<String> names) {
        return table(names, fact -> true);
    }

    /** Those facts of these names that the filter lets through, as expressions see them. */
    public FactTable table(Collection<String> names, Predicate<Fact> filter) {
        return FactTable.of(byName, names, filter);
    }
}
