package dev.gradus.maturity.collect.ci;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A condition on a job: which triggers are left by it. What it says of anything else is taken to hold.
 *
 * @param atom what is left of some triggers by a condition without connectives
 */
record Guard(BiFunction<String, Set<Trigger>, Set<Trigger>> atom) {

    private static final Pattern NEVER = Pattern.compile("false|0|''|\"\"|null|!\\s*true|!always\\(\\)");

    Set<Trigger> left(Set<Trigger> triggers, String condition) {
        return left(triggers, condition, 0);
    }

    private Set<Trigger> left(Set<Trigger> triggers, String condition, int depth) {
        String bare = bare(condition);
        if (bare.isEmpty() || triggers.isEmpty() || depth > 20) {
            return triggers;
        }
        if (NEVER.matcher(bare).matches()) {
            return Set.of();
        }
        List<String> either = split(bare, "||");
        if (either.size() > 1) {
            Set<Trigger> left = EnumSet.noneOf(Trigger.class);
            either.forEach(part -> left.addAll(left(triggers, part, depth + 1)));
            return left;
        }
        List<String> all = split(bare, "&&");
        if (all.size() == 1) {
            return atom.apply(bare, triggers);
        }
        Set<Trigger> left = triggers;
        for (String part : all) {
            left = left(left, part, depth + 1);
        }
        return left;
    }

    /** Without the marks of an expression and without brackets around the whole. */
    private static String bare(String condition) {
        String bare = condition.strip();
        while (true) {
            boolean marked = bare.startsWith("${{") && bare.indexOf("}}") == bare.length() - 2;
            boolean bracketed = bare.startsWith("(") && closing(bare) == bare.length() - 1;
            if (marked) {
                bare = bare.substring(3, bare.length() - 2).strip();
            } else if (bracketed) {
                bare = bare.substring(1, bare.length() - 1).strip();
            } else {
                return bare;
            }
        }
    }

    private static int closing(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> split(String text, String connective) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && text.startsWith(connective, i)) {
                parts.add(text.substring(begin, i));
                begin = i + connective.length();
                i = begin - 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
