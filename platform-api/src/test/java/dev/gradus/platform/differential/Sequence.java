package dev.gradus.platform.differential;

/**
 * The calls of one seed, each a function of those before it and of which of them MLflow's own server did: the same seed gives the same
 * calls every time.
 *
 * <pre>{@code
 * Sequence calls = new Sequence(7);
 * Call first = calls.next();
 * calls.done();
 * }</pre>
 */
final class Sequence {
    private static final int WARM_UP = 12;

    private final Dice dice;
    private final World world;
    private final RunCalls runs;
    private final LogCalls logs;
    private final SearchCalls searches;
    private final RegistryCalls registry;
    private final LoggedModelCalls loggedModels;
    private final ArtifactCalls artifacts;
    private final Spoiler spoiler;
    private Draft last = new Draft(Endpoint.LIST_EXPERIMENTS);
    private boolean spoiled;
    private int count;

    Sequence(long seed) {
        dice = new Dice(seed);
        world = new World(dice);
        Words words = new Words(dice);
        runs = new RunCalls(dice, world, words);
        logs = new LogCalls(dice, world, words);
        searches = new SearchCalls(dice, world, words);
        registry = new RegistryCalls(dice, world, words);
        loggedModels = new LoggedModelCalls(dice, world, words);
        artifacts = new ArtifactCalls(dice, world);
        spoiler = new Spoiler(dice);
    }

    Call next() {
        Draft draft = count < WARM_UP ? first() : any();
        count++;
        spoiled = count > WARM_UP && dice.oneIn(9);
        if (spoiled) {
            spoiler.spoil(draft);
        }
        last = dice.oneIn(25) ? draft.byPages() : draft;
        return last.call();
    }

    /** Tells that MLflow did what the last call asked for, so that later calls may build on it. */
    void done() {
        if (!spoiled) {
            last.takeEffect();
        }
        if (!last.call().reads()) {
            world.pages.clear();
        }
    }

    private Draft first() {
        return count < WARM_UP / 3 ? runs.createExperiment() : runs.createRun();
    }

    /** The next page mostly follows at once: MLflow's pages are counted from the beginning, and shift when something is added. */
    private Draft any() {
        if (!world.pages.isEmpty() && dice.oneIn(3)) {
            return searches.nextPage();
        }
        int area = dice.below(100);
        if (area < 10) {
            return runs.experiment();
        }
        if (area < 23) {
            return runs.run();
        }
        if (area < 45) {
            return logs.next();
        }
        if (area < 65) {
            return searches.next();
        }
        if (area < 74) {
            return registry.model();
        }
        if (area < 85) {
            return registry.version();
        }
        return area < 93 ? loggedModels.next() : artifacts.next();
    }
}
