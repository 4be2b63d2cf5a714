package dev.gradus.templates.promote;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.lock.LockedFile;
import dev.gradus.templates.merge.Merge;
import dev.gradus.templates.merge.TreeMerge;
import dev.gradus.templates.pack.Migration;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Placement;
import dev.gradus.templates.render.Render;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.render.Strategy;
import dev.gradus.templates.repository.Bases;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.tree.FileTree;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans the step of a project to another stage, or to another version of its pack. Nothing is written.
 *
 * <pre>{@code
 * Promotion promotion = new Planner(Packs.builtIn()).promote(project, Optional.of(Stage.MANAGED));
 * promotion.plan().conflicts();
 * promotion.carryOut();
 * }</pre>
 */
public final class Planner {
    private final Packs packs;
    private final @Nullable Function<FileTree, Optional<String>> assessor;

    public Planner(Packs packs) {
        this(packs, null);
    }

    private Planner(Packs packs, @Nullable Function<FileTree, Optional<String>> assessor) {
        this.packs = packs;
        this.assessor = assessor;
    }

    /** Fills in the plan's level by a function from a project's files to the level they hold. */
    public Planner assessing(Function<FileTree, Optional<String>> levelOf) {
        return new Planner(packs, levelOf);
    }

    /** To the given stage, or to the next one above. */
    public Promotion promote(ProjectRepository project, Optional<Stage> to) {
        Lock lock = project.lock();
        Pack pack = packs.version(lock.pack().name(), lock.pack().version())
                .orElseThrow(() -> new BadInput(
                        "this program does not carry pack " + lock.pack().name() + " "
                                + lock.pack().version(),
                        "run gradus update first, or use the version of Gradus that made the project"));
        Stage target = to.or(() -> pack.stageAbove(lock.stage()))
                .orElseThrow(() -> new BadInput(
                        "the project is at stage \"" + lock.stage().key() + "\", the highest of pack \"" + pack.name()
                                + "\"",
                        "run gradus update for a newer version of the pack"));
        pack.requireStage(target);
        if (!target.isAbove(lock.stage())) {
            throw new BadInput(
                    "the project is at stage \"" + lock.stage().key() + "\", and \"" + target.key()
                            + "\" is not above it",
                    pack.stageAbove(lock.stage())
                            .map(next -> "promote to \"" + next.key() + "\"")
                            .orElse("there is no stage above it in this pack"));
        }
        return plan(project, lock, pack, target, "promote-" + target.key());
    }

    /** To the newest version of its pack that the program carries, at the stage it is at. */
    public Promotion update(ProjectRepository project) {
        Lock lock = project.lock();
        Pack pack = packs.named(lock.pack().name());
        if (Versions.compare(pack.version(), lock.pack().version()) < 0) {
            throw new BadInput(
                    "the project is at version " + lock.pack().version() + " of pack \"" + pack.name()
                            + "\", and this program carries " + pack.version() + " only",
                    "use a newer Gradus");
        }
        pack.requireStage(lock.stage());
        return plan(project, lock, pack, lock.stage(), "update-" + pack.version());
    }

    private Promotion plan(ProjectRepository project, Lock lock, Pack pack, Stage target, String step) {
        FileTree base = new Bases(packs).of(project).tree();
        Render theirs = new Renderer().render(pack, target, migrated(pack, lock.answers()));
        FileTree ours = project.headTree();
        Merge merge = new TreeMerge(base, ours.without(Lock.PATH), theirs.tree())
                .placed(placements(lock))
                .placed(theirs.placements())
                .moving(pack.manifest().moves().stream()
                        .filter(move -> !move.stage().isAbove(target))
                        .toList())
                .label(target == lock.stage() ? pack.name() + " " + pack.version() : target.key())
                .merge();
        Lock next = Lock.of(theirs);
        FileTree result = next.beside(merge.result());
        Plan plan = new Plan(
                lock.stage().key(),
                target.key(),
                new Plan.PackVersion(pack.name(), pack.version()),
                lock.base(),
                ours.id(),
                next.base(),
                merge.conflicts().isEmpty() ? result.id() : null,
                merge.files(),
                merge.conflicts(),
                merge.ledger(),
                level(ours, result, merge));
        return new Promotion(project, plan, step, new Promotion.Trees(lock, base, next, theirs.tree(), ours, result));
    }

    private static Map<String, Object> migrated(Pack pack, Map<String, Object> answers) {
        Map<String, Object> migrated = answers;
        for (Migration migration : pack.manifest().migrations()) {
            migrated = migration.apply(migrated);
        }
        return migrated;
    }

    private static Map<String, Placement> placements(Lock lock) {
        Map<String, Placement> placements = new HashMap<>();
        for (Map.Entry<String, LockedFile> file : lock.files().entrySet()) {
            placements.put(
                    file.getKey(),
                    new Placement(
                            Stage.named(file.getValue().layer()),
                            Strategy.valueOf(file.getValue().strategy().toUpperCase(Locale.ROOT))));
        }
        return placements;
    }

    private Plan.@Nullable Level level(FileTree ours, FileTree result, Merge merge) {
        if (assessor == null) {
            return null;
        }
        String after = merge.conflicts().isEmpty() ? assessor.apply(result).orElse(null) : null;
        return new Plan.Level(assessor.apply(ours).orElse(null), after);
    }
}
