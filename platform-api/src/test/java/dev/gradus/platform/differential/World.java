package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What is there after the calls that MLflow did: enough to make most calls meaningful, no more. */
final class World {
    /** Something with a symbol or a name that may be deleted and restored. */
    static final class Thing {
        private final String name;
        private boolean alive = true;

        private Thing(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        void alive(boolean now) {
            alive = now;
        }
    }

    /** A version of a registered model. */
    record Version(String model, String number) {}

    /** A page of a search that may have a next one. */
    record Page(Endpoint endpoint, ObjectNode fields, String token) {}

    final List<Thing> experiments = new ArrayList<>();
    final List<String> experimentNames = new ArrayList<>();
    final List<Thing> runs = new ArrayList<>();
    final List<Thing> loggedModels = new ArrayList<>();
    final List<Thing> models = new ArrayList<>();
    final List<Version> versions = new ArrayList<>();
    final List<String> roots = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    final List<Page> pages = new ArrayList<>();

    private final Dice dice;
    private int count;

    World(Dice dice) {
        this.dice = dice;
    }

    /** A symbol that was not used before. */
    String symbol(String kind) {
        return kind + count++;
    }

    /** No two runs start at once: such a tie is broken by ids, which every server draws. */
    long nextStart() {
        return Words.EPOCH + 97L * count++;
    }

    Thing add(List<Thing> things, String name) {
        Thing thing = new Thing(name);
        things.add(thing);
        return thing;
    }

    /** One of them, mostly of those alive and of the latest; one that never was where there is none. */
    String any(List<Thing> things, String missing) {
        List<Thing> alive = things.stream().filter(thing -> thing.alive).toList();
        if (alive.isEmpty() || dice.oneIn(40)) {
            return dice.oneIn(2) || things.isEmpty() ? missing : dice.of(things).name;
        }
        int recent = Math.min(alive.size(), 6);
        return dice.oneIn(3) ? dice.of(alive).name : alive.get(alive.size() - 1 - dice.below(recent)).name;
    }

    String experiment() {
        return any(experiments, "${exp9999}");
    }

    String run() {
        return any(runs, "${run9999}");
    }

    /** Where the artefacts of some run or logged model lie on the server. */
    String artifactRoot() {
        return roots.isEmpty() ? "${exp9999}/${run9999}/artifacts" : dice.of(roots);
    }

    String loggedModel() {
        return any(loggedModels, "${model9999}");
    }

    String model() {
        return any(models, "no such model");
    }

    Version version() {
        return versions.isEmpty() || dice.oneIn(30)
                ? new Version(model(), dice.of("7", "99", "x", "0", "-1", "1.0"))
                : dice.of(versions);
    }
}
