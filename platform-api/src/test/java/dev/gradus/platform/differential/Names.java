package dev.gradus.platform.differential;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids that one server gave, by the symbols that stand for them in calls, both ways.
 *
 * <pre>{@code
 * names.learn("run3", "0f9a…");
 * names.real("${run3}");      // 0f9a…
 * names.symbolic("0f9a…");    // ${run3}
 * }</pre>
 */
final class Names {
    private static final Pattern SYMBOL = Pattern.compile("\\$\\{(run|exp|model|page)(\\d+)}");
    private static final Pattern ID = Pattern.compile("\\bm-[0-9a-f]{32}\\b|\\b[0-9a-f]{32}\\b|\\b\\d{8,9}\\b");

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> symbols = new HashMap<>();

    void learn(String symbol, String id) {
        ids.put(symbol, id);
        symbols.putIfAbsent(id, symbol);
    }

    /** The text with this server's ids; a symbol that nothing was learnt for becomes an id that no server has. */
    String real(String text) {
        Matcher symbol = SYMBOL.matcher(text);
        return symbol.replaceAll(found -> Matcher.quoteReplacement(
                ids.getOrDefault(found.group(1) + found.group(2), unknown(found.group(1), found.group(2)))));
    }

    /** The text with symbols in place of the ids that this server gave. */
    String symbolic(String text) {
        return ID.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        symbols.containsKey(found.group()) ? "${" + symbols.get(found.group()) + "}" : found.group()));
    }

    private static String unknown(String kind, String number) {
        return switch (kind) {
            case "run" -> "%032x".formatted(Long.parseLong(number));
            case "exp" -> "99" + "%07d".formatted(Long.parseLong(number));
            case "model" -> "m-%032x".formatted(Long.parseLong(number));
            default -> "unknown";
        };
    }
}
