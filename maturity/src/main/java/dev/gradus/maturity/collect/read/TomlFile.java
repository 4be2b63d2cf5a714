package dev.gradus.maturity.collect.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of a TOML file with their lines, as far as builds need it: values stay raw text, arrays may span lines.
 *
 * <pre>{@code
 * TomlFile.parse(lines).tables("project").flatMap(table -> table.strings("dependencies").stream());
 * }</pre>
 */
public record TomlFile(List<Table> tables) {

    private static final Pattern HEADER = Pattern.compile("^\\s*\\[\\[?\\s*([^\\[\\]]+?)\\s*]]?\\s*(#.*)?$");
    private static final Pattern ENTRY = Pattern.compile("^\\s*(\"[^\"]+\"|'[^']+'|[A-Za-z0-9_.-]+)\\s*=\\s*(.*)$");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'");

    /** A raw value. */
    public record Value(String raw, int line) {

        /** The value without its quotes, where it is one string. */
        public String text() {
            Matcher string = STRING.matcher(raw);
            return string.lookingAt() ? content(string) : raw.strip();
        }

        /** The string under a key of an inline table, empty where there is none. */
        public String field(String key) {
            Matcher field = Pattern.compile("(?<![\\w.])" + Pattern.quote(key) + "\\s*=\\s*[\"']([^\"']*)")
                    .matcher(raw);
            return field.find() ? field.group(1) : "";
        }

        /** Every string in the value with its line: the items of an array, the values of an inline table. */
        public List<Value> strings() {
            List<Value> found = new ArrayList<>();
            int at = line;
            for (String part : raw.split("\n", -1)) {
                Matcher string = STRING.matcher(withoutComment(part));
                while (string.find()) {
                    found.add(new Value(content(string), at));
                }
                at++;
            }
            return found;
        }

        private static String content(Matcher string) {
            return string.group(1) != null ? string.group(1) : string.group(2);
        }
    }

    /** One table, or one element of an array of tables. */
    public record Table(String name, int line, Map<String, Value> values) {

        public String text(String key) {
            Value value = values.get(key);
            return value == null ? "" : value.text();
        }

        public List<Value> strings(String key) {
            Value value = values.get(key);
            return value == null ? List.of() : value.strings();
        }
    }

    public static TomlFile parse(List<String> lines) {
        List<Table> tables = new ArrayList<>();
        Table current = new Table("", 1, new LinkedHashMap<>());
        tables.add(current);
        for (int i = 0; i < lines.size(); i++) {
            Matcher header = HEADER.matcher(lines.get(i));
            Matcher entry = ENTRY.matcher(lines.get(i));
            if (header.matches()) {
                current = new Table(header.group(1).replace("\"", ""), i + 1, new LinkedHashMap<>());
                tables.add(current);
            } else if (entry.matches()) {
                int last = endOfValue(lines, i, entry.group(2));
                List<String> raw = new ArrayList<>(lines.subList(i, last + 1));
                raw.set(0, entry.group(2));
                String key = entry.group(1).replaceAll("[\"']", "");
                current.values().put(key, new Value(String.join("\n", raw), i + 1));
                i = last;
            }
        }
        return new TomlFile(tables);
    }

    public Stream<Table> tables(String name) {
        return tables.stream().filter(table -> table.name().equals(name));
    }

    /** Index of the line on which the brackets opened by a value are closed again. */
    private static int endOfValue(List<String> lines, int from, String first) {
        int open = depth(first);
        int last = from;
        while (open > 0 && last + 1 < lines.size()) {
            last++;
            open += depth(lines.get(last));
        }
        return last;
    }

    private static int depth(String line) {
        String bare = STRING.matcher(withoutComment(line)).replaceAll("");
        return (int) (bare.chars().filter(c -> c == '[' || c == '{').count()
                - bare.chars().filter(c -> c == ']' || c == '}').count());
    }

    private static String withoutComment(String line) {
        boolean quoted = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                quoted = c != quote;
            } else if (c == '"' || c == '\'') {
                quoted = true;
                quote = c;
            } else if (c == '#') {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
