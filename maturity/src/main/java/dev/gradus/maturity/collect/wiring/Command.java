package dev.gradus.maturity.collect.wiring;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something a project declares that can be run by a name.
 *
 * @param path file that declares it
 * @param line 1-based
 * @param folder in which it runs
 * @param steps what it runs, in order
 */
public record Command(Kind kind, String name, String path, int line, String folder, List<Step> steps) {

    /** Where commands come from. */
    public enum Kind {
        MAKE,
        DVC,
        MLPROJECT,
        /** A console script of a Python package; its step is {@code module:function}. */
        SCRIPT,
        /** An execution of Maven's exec plugin, or Gradle's application; its step names the main class. */
        EXEC,
        SHELL,
        CI,
        /** A program that is started by itself. */
        MAIN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line of shell. */
    public record Step(String text, int line) {}

    private static final Pattern TRAIN = word("train|training|retrain|fit");
    private static final Pattern EVALUATE = word("evaluate|evaluation|eval|score|benchmark|holdout");
    private static final Pattern REGISTER = word("register|registry|publish|release");
    private static final Pattern DEPLOY = word("deploy|deployment|serve|serving|rollout");

    private static Pattern word(String words) {
        return Pattern.compile("(?i)(^|[^a-z]|(?<=[a-z])(?=[A-Z]))(" + words + ")(model|er|ing)?($|[^a-z])");
    }

    /** What a name says that a command or program is for: train, evaluate, register, deploy or other. */
    public static String purpose(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
        if (TRAIN.matcher(spaced).find()) {
            return "train";
        }
        if (EVALUATE.matcher(spaced).find()) {
            return "evaluate";
        }
        if (REGISTER.matcher(spaced).find()) {
            return "register";
        }
        return DEPLOY.matcher(spaced).find() ? "deploy" : "other";
    }

    public String purpose() {
        return purpose(name);
    }
}
