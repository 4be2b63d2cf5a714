package dev.gradus.maturity.repository;

import dev.gradus.maturity.assess.Assessment;
import dev.gradus.maturity.assess.Assessor;
import dev.gradus.maturity.assess.Explanation;
import dev.gradus.maturity.assess.Observation;
import dev.gradus.maturity.assess.Subject;
import dev.gradus.maturity.catalogue.Catalogue;
import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.ProjectTree;
import dev.gradus.maturity.collect.StandardCollectors;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Assesses repositories: asks every collector, and puts what they saw to the catalogue.
 *
 * <pre>{@code
 * Assessment assessment = Assess.standard().assess(Path.of("rides"), clock.instant());
 * assessment.level().potential(); // MANAGED
 * }</pre>
 */
public final class Assess {

    /** One more than there are processors, since collectors wait for what another one of them is reading just then. */
    private static final Executor READERS =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1, Assess::daemon);

    private final Supplier<List<Collector>> collectors;
    private final Vocabulary vocabulary;
    private final CompletableFuture<Catalogue> catalogue;

    private Assess(Supplier<List<Collector>> collectors, List<Path> extraControls) {
        this.collectors = collectors;
        this.vocabulary = vocabulary(collectors.get());
        // Compiling the catalogue takes about as long as reading a repository, so it goes on meanwhile.
        this.catalogue = CompletableFuture.supplyAsync(() -> Catalogue.load(vocabulary, extraControls));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "collector");
        thread.setDaemon(true);
        return thread;
    }

    /** With the collectors and controls that Gradus brings. */
    public static Assess standard() {
        return standard(List.of());
    }

    /**
     * With the collectors and controls that Gradus brings, and an organisation's own controls.
     *
     * @param extraControls folders of further controls
     */
    public static Assess standard(List<Path> extraControls) {
        return with(StandardCollectors::list, extraControls);
    }

    /**
     * With these collectors, and an organisation's own controls beside those that Gradus brings.
     *
     * @param collectors gives new ones for each project, since those of one list may share what they read
     * @param extraControls folders of further controls
     */
    public static Assess with(Supplier<List<Collector>> collectors, List<Path> extraControls) {
        return new Assess(collectors, extraControls);
    }

    /** What these collectors can observe. */
    public static Vocabulary vocabulary(Collection<Collector> collectors) {
        return Vocabulary.of(collectors.stream().collect(Collectors.toMap(Collector::name, Collector::declares)));
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** What is demanded; a mistake in an organisation's controls comes to light here. */
    public Catalogue catalogue() {
        return joined(catalogue);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Assesses the last commit of the project in a folder. */
    public Assessment assess(Path folder, Instant at) {
        return assess(folder, "HEAD", at);
    }

    /**
     * Assesses a commit of the project in a folder.
     *
     * @param revision a commit, as git names it
     */
    public Assessment assess(Path folder, String revision, Instant at) {
        return new Assessor(catalogue()).assess(observe(folder, revision, at), List.of(), at);
    }

    /** The evidence of one control in the last commit of the project in a folder. */
    public Explanation explain(Path folder, String control, Instant at) {
        return new Assessor(catalogue()).explain(observe(folder, "HEAD", at), List.of(), at, control);
    }

    /**
     * Assesses files that are in no commit yet, such as the result of a merge that is only planned. Whatever history and
     * runs would show is unknown.
     */
    public Assessment predict(String name, ProjectTree tree, Instant at) {
        return new Assessor(catalogue()).assess(observe(name, tree, at), List.of(), at);
    }

    /** What the collectors see of the project in a folder. */
    public Observation observe(Path folder, String revision, Instant at) {
        try (GitProject opened = GitProject.open(folder, revision)) {
            return observe(opened, at);
        }
    }

    /** What the collectors see of an opened project. */
    public Observation observe(GitProject opened, Instant at) {
        ProjectTree tree = opened.tree();
        Identity identity = Identity.of(tree, opened.folderName());
        CompletableFuture<Subject> subject = CompletableFuture.supplyAsync(opened::subject);
        Sight sight = look(opened.project(tree, identity.name()), at);
        return new Observation(
                identity.name(),
                identity.stage(),
                joined(subject),
                opened.committedAt(),
                sight.facts(),
                sight.reports());
    }

    /** What the collectors see of files that are in no commit yet. */
    public Observation observe(String name, ProjectTree tree, Instant at) {
        Identity identity = Identity.of(tree, name);
        Sight sight = look(new Project(identity.name(), tree, at, null, null), at);
        return new Observation(
                identity.name(), identity.stage(), new Subject(null, null, false), at, sight.facts(), sight.reports());
    }

    private record Sight(List<Fact> facts, SortedMap<String, Instant> reports) {}

    private Sight look(Project project, Instant at) {
        List<Collector> seeing = collectors.get().stream()
                .filter(collector -> collector.canSee(project))
                .toList();
        List<CompletableFuture<List<Fact>>> collecting = seeing.stream()
                .map(collector -> CompletableFuture.supplyAsync(() -> collector.collect(project), READERS))
                .toList();
        List<Fact> facts = collecting.stream()
                .flatMap(collected -> joined(collected).stream())
                .toList();
        SortedMap<String, Instant> reports = new TreeMap<>();
        seeing.forEach(collector -> reports.put(collector.name(), at));
        return new Sight(facts, reports);
    }
}
