package dev.gradus.kit.registry;

import dev.gradus.kit.data.BadInput;

/** What models and aliases may be called: names become folders and parts of addresses. */
final class Names {

    private Names() {}

    static String model(String name) {
        return require(name, "model");
    }

    /** An alias is no number, or it could not be told from a version. */
    static String alias(String alias) {
        if (alias.matches("[vV]?\\d+")) {
            throw new BadInput("the alias \"" + alias + "\" looks like a version", "use a word, such as champion");
        }
        return require(alias, "alias");
    }

    private static String require(String name, String kind) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,199}") || name.contains("..")) {
            throw new BadInput(
                    "\"" + name + "\" is not the name of a " + kind,
                    "use letters, digits, dots, dashes and underscores, a letter or digit first");
        }
        return name;
    }

    static void requireVersion(ModelStore store, String name, String version) {
        if (store.versions(name).stream().noneMatch(known -> known.version().equals(version))) {
            throw unknown(name, version);
        }
    }

    static BadInput unknown(String name, String versionOrAlias) {
        return new BadInput(
                "model " + name + " has no version or alias \"" + versionOrAlias + "\"",
                "register one with \"make register\", or name another");
    }
}
