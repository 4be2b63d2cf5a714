package dev.gradus.maturity.collect.ci;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One configuration that a service starts by itself, with everything it calls or includes from the tree.
 *
 * @param name the name it gives itself, else its path
 * @param follows names of the pipelines after whose end it starts
 * @param absent workflows, actions and files that it names and the tree has not
 * @param readable false where its format is only recognised, or its text is no YAML
 */
public record Pipeline(
        Service service,
        String path,
        String name,
        List<Job> jobs,
        List<String> follows,
        List<Absent> absent,
        boolean readable) {

    /** Something of the tree that a pipeline names in vain. */
    public record Absent(String missing, String path, int line) {}

    /** Every job that must have passed before this one, however indirectly. */
    public Set<Job> before(Job job) {
        Set<Job> before = new LinkedHashSet<>();
        Deque<Job> open = new ArrayDeque<>(List.of(job));
        while (!open.isEmpty()) {
            List<String> needs = open.pop().needs();
            jobs.stream()
                    .filter(other -> needs.contains(other.name()) && before.add(other))
                    .forEach(open::push);
        }
        return before;
    }
}
