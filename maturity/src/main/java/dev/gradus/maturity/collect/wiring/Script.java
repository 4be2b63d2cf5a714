package dev.gradus.maturity.collect.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple commands of a script in order, and which of them decide whether it fails.
 *
 * <p>{@code pytest || true} fails never, {@code pytest | tee log} only under {@code pipefail}, and after {@code set +e} the
 * last command alone decides, unless the script ends with a status that it kept.
 */
final class Script {

    private static final Pattern REFUSES =
            Pattern.compile("\\b(?:exit|return)\\s+(?:[1-9]\\d*|[\"']?\\$.*)|\\bfalse\\b");
    private static final Pattern SET = Pattern.compile("^set\\s+(.*)$");
    private static final Pattern ASKS = Pattern.compile("^(?:if|elif|while|until|!)\\s.*", Pattern.DOTALL);
    private static final Pattern HERE = Pattern.compile("(?<!<)<<-?\\s*[\"']?([A-Za-z_]\\w*)[\"']?");

    private final boolean eachLineAlone;
    private final List<Part> parts = new ArrayList<>();

    private Script(boolean eachLineAlone) {
        this.eachLineAlone = eachLineAlone;
    }

    /**
     * A simple command.
     *
     * @param step the line in which it stands
     * @param decides whether its failure is that of the script
     */
    record Run(List<String> words, Command.Step step, boolean decides) {}

    /** A part of a line between operators, and the operator behind it, empty at the end of the line. */
    private record Part(String text, String operator, Command.Step step) {}

    static List<Run> read(Command command) {
        // Make gives each line to a shell of its own, and goes on only when that shell has not failed.
        Script script = new Script(command.kind() == Command.Kind.MAKE);
        script.split(command.steps());
        return script.runs(stopsAtFailure(command));
    }

    private static boolean stopsAtFailure(Command command) {
        return switch (command.kind()) {
            case CI, DVC, MLPROJECT -> true;
            default ->
                command.steps().stream().limit(1).anyMatch(step -> step.text().matches("#!.*\\s-\\w*e\\w*"));
        };
    }

    private void split(List<Command.Step> steps) {
        String ends = "";
        for (Command.Step step : steps) {
            if (!ends.isEmpty()) {
                ends = step.text().strip().equals(ends) ? "" : ends;
                continue;
            }
            Matcher here = HERE.matcher(step.text());
            ends = here.find() ? here.group(1) : "";
            split(step);
        }
    }

    private void split(Command.Step step) {
        String text = step.text();
        StringBuilder part = new StringBuilder();
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                break;
            } else if (c == '(' || c == '{') {
                depth++;
            } else if (c == ')' || c == '}') {
                depth--;
            } else if (depth <= 0 && isOperator(text, i)) {
                String operator = text.startsWith(String.valueOf(c).repeat(2), i)
                        ? String.valueOf(c).repeat(2)
                        : String.valueOf(c);
                end(part, operator, step);
                i += operator.length() - 1;
                continue;
            }
            part.append(c);
        }
        end(part, "", step);
    }

    /** The ampersand of {@code 2>&1} is none. */
    private static boolean isOperator(String text, int at) {
        char c = text.charAt(at);
        boolean redirects = c == '&' && ((at > 0 && text.charAt(at - 1) == '>') || text.startsWith("&>", at));
        return (c == ';' || c == '|' || c == '&') && !redirects;
    }

    private void end(StringBuilder part, String operator, Command.Step step) {
        String text = part.toString().strip();
        part.setLength(0);
        if (!text.isEmpty()) {
            parts.add(new Part(text, operator, step));
        }
    }

    private List<Run> runs(boolean stopsAtFailure) {
        List<Run> runs = new ArrayList<>();
        boolean errexit = stopsAtFailure;
        boolean pipefail = false;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Matcher set = SET.matcher(part.text());
            if (set.matches()) {
                String options = set.group(1);
                errexit = options.matches("(.*\\s)?-\\w*e.*|.*-o errexit.*")
                        || (errexit && !options.matches(".*\\+(\\w*e|o errexit).*"));
                pipefail |= options.contains("pipefail") && !options.contains("+o pipefail");
                continue;
            }
            boolean decides = decides(i, errexit, pipefail);
            for (List<String> words : Shell.commands(ungrouped(part.text()))) {
                runs.add(new Run(words, part.step(), decides));
            }
        }
        return runs;
    }

    /** The commands of {@code (cd model && pytest)} share the fate of the group. */
    private static String ungrouped(String part) {
        return part.matches("(?s)[({].*[)}]") ? part.substring(1, part.length() - 1) : part;
    }

    private boolean decides(int at, boolean errexit, boolean pipefail) {
        if (ASKS.matcher(parts.get(at).text()).matches()) {
            return refusesAfter(at, bound(at));
        }
        int last = at;
        while (parts.get(last).operator().equals("|")) {
            if (!pipefail || last + 1 >= parts.size()) {
                return false;
            }
            last++;
        }
        String operator = parts.get(last).operator();
        int end = endOfList(last);
        return switch (operator) {
            case "&" -> false;
            case "||" -> refusesAfter(last, end + 1);
            // In the middle of a script, a shell told to stop at failures goes on after a failed "a && b".
            case "&&" -> isLast(end) || (!errexit && !contains(last, end, "||") && refusesAfter(end, bound(at)));
            default -> errexit || isLast(end) || refusesAfter(end, bound(at));
        };
    }

    /** Index of the last part of the list of {@code &&} and {@code ||} in which a part stands. */
    private int endOfList(int from) {
        int end = from;
        while (end + 1 < parts.size() && parts.get(end).operator().matches("&&|\\|\\||\\|")) {
            end++;
        }
        return end;
    }

    private boolean contains(int from, int to, String operator) {
        return parts.subList(from, to).stream().anyMatch(part -> part.operator().equals(operator));
    }

    private boolean refusesAfter(int from, int to) {
        return parts.subList(Math.min(from + 1, to), to).stream()
                .anyMatch(part -> REFUSES.matcher(part.text()).find());
    }

    private boolean isLast(int at) {
        return at + 1 == bound(at);
    }

    /** Behind the last part that the same shell runs. */
    private int bound(int at) {
        int bound = eachLineAlone ? at + 1 : parts.size();
        while (bound < parts.size()
                && parts.get(bound).step().equals(parts.get(at).step())) {
            bound++;
        }
        return bound;
    }
}
