package dev.gradus.platform.tracking;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names for runs that nobody named: an adjective, an animal and a number, at most 20 letters. */
public final class RunNames {
    private static final int LONGEST = 20;
    private static final List<String> ADJECTIVES = List.of(
            "able", "agile", "amber", "apt", "bold", "brave", "bright", "brisk", "calm", "candid", "clear", "clever",
            "crisp", "deft", "eager", "early", "fair", "fleet", "frank", "fresh", "gentle", "glad", "golden", "grand",
            "hardy", "honest", "jolly", "keen", "kind", "lively", "lucid", "lucky", "mellow", "merry", "mild", "modest",
            "neat", "nimble", "noble", "patient", "plain", "polite", "proud", "quick", "quiet", "rapid", "ready",
            "serene", "sharp", "silent", "smart", "smooth", "solid", "spry", "stable", "steady", "stout", "sturdy",
            "subtle", "sunny", "swift", "tidy", "tough", "trusty", "upbeat", "vivid", "warm", "wise", "witty", "zesty");
    private static final List<String> ANIMALS = List.of(
            "adder", "badger", "beaver", "bison", "bittern", "boar", "bream", "buzzard", "carp", "chamois", "coot",
            "crane", "curlew", "dipper", "dunlin", "eagle", "eider", "elk", "ermine", "falcon", "ferret", "finch",
            "fox", "gannet", "goat", "grebe", "grouse", "gull", "hare", "heron", "hobby", "ibex", "jackdaw", "jay",
            "kestrel", "kite", "lark", "linnet", "lynx", "magpie", "marten", "merlin", "mole", "newt", "osprey",
            "otter", "ouzel", "owl", "perch", "pike", "plover", "puffin", "quail", "raven", "robin", "rook", "salmon",
            "seal", "shrew", "siskin", "snipe", "stoat", "stork", "swan", "swift", "teal", "tench", "tern", "thrush",
            "toad", "trout", "vole", "wagtail", "weasel", "wigeon", "wolf", "wren");

    private RunNames() {}

    /** A name. */
    public static String next(RandomGenerator random) {
        String name = of(random);
        while (name.length() > LONGEST) {
            name = of(random);
        }
        return name;
    }

    private static String of(RandomGenerator random) {
        return pick(ADJECTIVES, random) + '-' + pick(ANIMALS, random) + '-' + random.nextInt(1001);
    }

    private static String pick(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
