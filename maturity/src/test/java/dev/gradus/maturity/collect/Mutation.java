package dev.gradus.maturity.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.catalogue.Control;
import dev.gradus.maturity.catalogue.Stage;
import dev.gradus.maturity.repository.Assess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An edit of a sample project that passes everything.
 *
 * @param project java or python
 * @param fails every control that passes no longer, the one that the edit is about first
 * @param tells a finding of one of them, as {@code path:line message}, or how it begins
 */
record Mutation(String name, String project, Consumer<SampleProject> edit, List<String> fails, String tells) {

    static final List<String> LANGUAGES = List.of("java", "python");

    static Mutation java(String name, Consumer<SampleProject> edit, List<String> fails, String tells) {
        return new Mutation(name, "java", edit, fails, tells);
    }

    static Mutation python(String name, Consumer<SampleProject> edit, List<String> fails, String tells) {
        return new Mutation(name, "python", edit, fails, tells);
    }

    @Override
    public String toString() {
        return project + ": " + name;
    }

    /** The control that the edit is about, and the language. */
    String cell() {
        return fails.get(0) + " " + project;
    }

    boolean failsAlone() {
        return fails.size() == 1;
    }

    /** Edits the project in a folder that is still empty, and sees that exactly the named verdicts change. */
    void check(Path folder) {
        // Given
        SampleProject sample = SampleProject.copy(project, folder);
        SortedMap<String, String> before = SampleProject.potential(sample.assess());

        // When
        edit.accept(sample);
        sample.commit("edit");
        Assessment after = sample.assess();

        // Then
        SortedMap<String, String> verdicts = SampleProject.potential(after);
        Set<String> changed = new TreeSet<>(verdicts.keySet());
        changed.removeIf(control -> verdicts.get(control).equals(before.get(control)));
        assertThat(changed).containsExactlyInAnyOrderElementsOf(fails);
        List<String> told = new ArrayList<>();
        fails.forEach(control -> {
            assertThat(verdicts).containsEntry(control, "FAIL");
            told.addAll(SampleProject.findings(after, control));
        });
        assertThat(told).anySatisfy(finding -> assertThat(finding).startsWith(tells));
    }

    /** Of those controls up to Managed, in both languages, that none of the mutations is about. */
    static Set<String> cellsWithout(Stream<Mutation> mutations, Predicate<Control> asked) {
        Set<String> covered = mutations.map(Mutation::cell).collect(Collectors.toSet());
        return Assess.standard().catalogue().controls().stream()
                .filter(control -> control.stage().compareTo(Stage.MANAGED) <= 0)
                .filter(asked)
                .map(Control::id)
                .flatMap(id -> LANGUAGES.stream().map(language -> id + " " + language))
                .filter(cell -> !covered.contains(cell))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
