package dev.gradus.maturity.collect.survey;

import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.ci.Pipelines;
import dev.gradus.maturity.collect.java.JavaIndex;
import dev.gradus.maturity.collect.maven.Poms;
import dev.gradus.maturity.collect.python.PythonIndex;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Wiring;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One project, read as far as anybody asked; safe for collectors that run at the same time.
 *
 * <pre>{@code
 * Survey survey = surveys.of(project);
 * survey.wiring().commands();
 * }</pre>
 */
public final class Survey {

    private final Project project;
    private final TreeText texts;
    private final Once<Poms> poms;
    private final Once<JavaIndex> javas;
    private final Once<PythonIndex> pythons;
    private final Once<Pipelines> pipelines;
    private final Once<Wiring> wiring;
    private final Once<Programs.Following> following;
    private final Once<Programs> programs;
    private final Once<History> history;

    Survey(Project project) {
        this.project = project;
        this.texts = new TreeText(project.tree());
        this.poms = new Once<>(() -> new Poms(texts));
        this.javas = new Once<>(() -> new JavaIndex(texts));
        this.pythons = new Once<>(() -> new PythonIndex(texts));
        this.pipelines = new Once<>(() -> Pipelines.read(texts));
        this.wiring = new Once<>(() -> Wiring.of(texts, poms(), javas(), pythons(), pipelines()));
        this.following = new Once<>(() -> new Programs.Following(javas(), pythons()));
        this.programs = new Once<>(() -> Programs.of(wiring(), following.get()));
        this.history = new Once<>(() -> History.of(project));
    }

    public Project project() {
        return project;
    }

    public TreeText texts() {
        return texts;
    }

    public Poms poms() {
        return poms.get();
    }

    public JavaIndex javas() {
        return javas.get();
    }

    public PythonIndex pythons() {
        return pythons.get();
    }

    public Pipelines pipelines() {
        return pipelines.get();
    }

    public Wiring wiring() {
        return wiring.get();
    }

    public Programs programs() {
        return programs.get();
    }

    /** What any command would lead to, whether the project declares it or not. */
    public Programs.Started follow(Command command) {
        return following.get().start(command, wiring().follow(command, texts, javas(), pythons()));
    }

    public History history() {
        return history.get();
    }

    /** A value that is made when first asked for. */
    private static final class Once<T> {
        private final Supplier<T> maker;
        private @Nullable T made;

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        synchronized T get() {
            T known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        }
    }
}
