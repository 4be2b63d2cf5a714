package dev.gradus.templates.merge;

import dev.gradus.templates.merge.Hindrance.Taken;
import dev.gradus.templates.pack.Change.Move;
import dev.gradus.templates.render.Placement;
import dev.gradus.templates.render.Strategy;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges what the template made of a project and what its user made of it, from the base that both began with. A pure function
 * of trees.
 *
 * <pre>{@code
 * Merge merge = new TreeMerge(base, ours, theirs).label("managed").merge();
 * merge.conflicts(); // paths for the user to settle
 * merge.ledger();    // where each edit of the user is now
 * }</pre>
 */
public final class TreeMerge {
    private final FileTree base;
    private final FileTree ours;
    private final FileTree theirs;
    private final Map<String, Placement> placements = new HashMap<>();
    private final List<Move> moves = new ArrayList<>();
    private String label = "template";

    /** Trees without their locks, which are never merged. */
    public TreeMerge(FileTree base, FileTree ours, FileTree theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** Layer and strategy of the paths of the base and of theirs. */
    public TreeMerge placed(Map<String, Placement> placed) {
        placements.putAll(placed);
        return this;
    }

    /** Moves that the template declares between base and theirs. */
    public TreeMerge moving(List<Move> declared) {
        moves.addAll(declared);
        return this;
    }

    /** What the template's side is called in conflict markers. */
    public TreeMerge label(String name) {
        label = name;
        return this;
    }

    /** The merged tree with its account; throws {@link LostEdit} rather than lose one. */
    public Merge merge() {
        Map<String, String> targets = new Relocation(moves).targets(base, ours);
        Trees trees = new Trees(Relocation.apply(base, targets), Relocation.apply(ours, targets), targets);
        trees.mergeAll();
        return trees.settled();
    }

    /** The trees after the declared moves, and the merge so far. */
    private final class Trees {
        private final FileTree movedBase;
        private final FileTree movedOurs;
        private final Map<String, String> sources = new HashMap<>();
        private final Map<String, TreeFile> result;
        private final Taken reserved;
        private final List<FileVerdict> verdicts = new ArrayList<>();
        private final List<PageDraft> pages = new ArrayList<>();

        Trees(FileTree movedBase, FileTree movedOurs, Map<String, String> targets) {
            this.movedBase = movedBase;
            this.movedOurs = movedOurs;
            this.result = new TreeMap<>(movedOurs.files());
            SortedSet<String> all = movedOurs.paths();
            all.addAll(theirs.paths());
            this.reserved = Taken.by(all);
            targets.forEach((source, target) -> sources.put(target, source));
        }

        void mergeAll() {
            SortedSet<String> templates = new TreeSet<>(movedBase.paths());
            templates.addAll(theirs.paths());
            SortedSet<String> own = movedOurs.paths();
            own.removeAll(templates);
            own.forEach(this::keepOwn);
            List<Decision> decisions = templates.stream().map(this::decide).toList();
            decisions.stream().filter(decision -> !decision.isNew()).forEach(this::carryOut);
            Taken taken = Taken.by(result.keySet());
            decisions.stream()
                    .filter(Decision::isNew)
                    .map(decision -> decision.unless(taken))
                    .forEach(this::carryOut);
        }

        Merge settled() {
            FileTree tree = FileTree.of(result);
            Ledger ledger = pages.stream().map(page -> page.on(tree).check()).reduce(Ledger.EMPTY, Ledger::plus);
            verdicts.sort(Comparator.comparing(FileVerdict::path));
            return new Merge(tree, List.copyOf(verdicts), ledger);
        }

        private Decision decide(String path) {
            Sides sides = new Sides(movedBase.file(path), movedOurs.file(path), theirs.file(path));
            Strategy strategy = placement(path).map(Placement::strategy).orElse(Strategy.TEXT);
            return new Decision(path, sides, new FileMerge(sides, strategy, label).decide());
        }

        private void carryOut(Decision decision) {
            FileOutcome outcome = decision.outcome();
            String path = decision.path();
            outcome.file().ifPresentOrElse(file -> result.put(path, file), () -> result.remove(path));
            outcome.rejected().ifPresent(file -> result.put(Hindrance.free(path, reserved), file));
            String layer = placement(path).map(found -> found.layer().key()).orElse("user");
            verdicts.add(verdict(path, layer, outcome));
            pages.add(new PageDraft(path, decision.sides(), outcome));
        }

        private Optional<Placement> placement(String path) {
            return Optional.ofNullable(placements.get(path))
                    .or(() -> Optional.ofNullable(placements.get(source(path))));
        }

        private void keepOwn(String path) {
            Sides sides = new Sides(Optional.empty(), movedOurs.file(path), Optional.empty());
            FileOutcome outcome = FileOutcome.of(Change.KEPT, "it is yours", sides.ours());
            verdicts.add(new FileVerdict(path, outcome.change(), "user", outcome.reason()));
            pages.add(new PageDraft(path, sides, outcome));
        }

        private String source(String path) {
            return sources.getOrDefault(path, path);
        }

        private FileVerdict verdict(String path, String layer, FileOutcome outcome) {
            Change change = outcome.change();
            String reason = outcome.reason();
            if (sources.containsKey(path)) {
                reason = "moved from \"" + source(path) + "\": " + reason;
                change = change == Change.UNCHANGED || change == Change.KEPT || change == Change.UPDATED
                        ? Change.MOVED
                        : change;
            }
            return new FileVerdict(path, change, layer, reason);
        }
    }

    /** What is to become of one path. */
    private record Decision(String path, Sides sides, FileOutcome outcome) {

        boolean isNew() {
            return sides.ours().isEmpty() && outcome.file().isPresent();
        }

        /** A new file may find its place taken: by a folder, by a file in place of its folder, or by case. */
        Decision unless(Taken taken) {
            return Hindrance.of(path, taken)
                    .map(other -> new Decision(
                            path,
                            sides,
                            FileOutcome.beside(
                                    "\"" + other + "\" stands in its way", Optional.empty(), outcome.file())))
                    .orElse(this);
        }
    }

    /** A page of the ledger that waits for the finished tree. */
    private record PageDraft(String path, Sides sides, FileOutcome outcome) {

        Ledger.Page on(FileTree tree) {
            boolean removal = sides.base().isPresent() && sides.theirs().isEmpty();
            Ledger.Place place =
                    outcome.change() == Change.CONFLICT && outcome.text().isEmpty()
                            ? Ledger.Place.CONFLICT
                            : removal && sides.ours().isPresent() ? Ledger.Place.LISTED : Ledger.Place.KEPT;
            return new Ledger.Page(path, sides, tree.file(path), outcome.text(), place);
        }
    }
}
