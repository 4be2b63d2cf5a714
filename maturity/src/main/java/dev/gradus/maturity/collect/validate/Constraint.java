package dev.gradus.maturity.collect.validate;

import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that data must be.
 *
 * @param trivial whether no data can fail it
 */
record Constraint(Library library, String text, String path, int line, boolean trivial) {

    private static final Pattern TRIVIAL =
            Pattern.compile("lambda\\b[^:]*:\\s*(True|1)\\b|\\bmostly\\s*=\\s*0(\\.0*)?\\b|->\\s*true\\b|=>\\s*true\\b"
                    + "|float\\([\"']-?inf|\\b(np|math)\\.inf\\b|NEGATIVE_INFINITY|\\bMIN_VALUE\\b|-\\w*\\.?MAX_VALUE|sys\\.maxsize"
                    + "|regexp\\s*=\\s*\"\\.\\*\"|satisfies\\(\"(true|1 *= *1)\"|\\d[eE]\\+?\\d{2,}");
    private static final Pattern FIELD_LIMIT =
            Pattern.compile("\\b(ge|gt|le|lt|eq|ne|isin|notin|in_range|unique|str_\\w+)\\s*=");
    private static final Pattern ANNOTATION = Pattern.compile(
            "@(Min|Max|DecimalMin|DecimalMax|Positive|PositiveOrZero|Negative|NegativeOrZero|NotNull|NotBlank|NotEmpty|Pattern|Size"
                    + "|Digits|Past|PastOrPresent)\\b(\\([^)]*\\))?");
    private static final Pattern SODA_CHECK = Pattern.compile("\\s*-\\s+(\\w[\\w ()%]*\\b.*(<|>|=|between|is).*):?");
    private static final Pattern SODA_TRIVIAL =
            Pattern.compile(".*\\b(row_count|missing_count\\([^)]*\\)|duplicate_count\\([^)]*\\))\\s*>=\\s*0\\s*");
    private static final Set<String> KEYWORDS = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "enum",
            "const",
            "pattern",
            "minLength",
            "maxLength");
    private static final int DEEPEST = 20;

    /** What a call states, with its statement as the source has it. */
    static Stream<Constraint> of(String path, List<String> lines, Call call, Library library) {
        if (!library.states(call)) {
            return Stream.empty();
        }
        String text = statement(lines, call.line());
        boolean open = call.target().endsWith("pandera.Field")
                && !FIELD_LIMIT.matcher(text).find();
        boolean bare = library == Library.DATAVEC && !text.matches(".*Categorical.*|[^,]*(,[^,]*){2,}");
        return Stream.of(new Constraint(
                library,
                call.name(),
                path,
                call.line(),
                open || bare || TRIVIAL.matcher(text).find()));
    }

    /** The annotations of Bean Validation in a source. */
    static Stream<Constraint> annotations(String path, List<String> lines) {
        return IntStream.range(0, lines.size()).boxed().flatMap(i -> {
            Matcher annotation = ANNOTATION.matcher(lines.get(i));
            return annotation
                    .results()
                    .map(found -> new Constraint(
                            Library.BEAN_VALIDATION,
                            found.group(),
                            path,
                            i + 1,
                            TRIVIAL.matcher(found.group()).find()));
        });
    }

    /** The checks of a file for Soda. */
    static Stream<Constraint> soda(TreeText texts, String path) {
        List<String> lines = texts.lines(path);
        return IntStream.range(0, lines.size()).boxed().flatMap(i -> {
            Matcher check = SODA_CHECK.matcher(lines.get(i));
            return check.matches()
                    ? Stream.of(new Constraint(
                            Library.SODA,
                            check.group(1),
                            path,
                            i + 1,
                            SODA_TRIVIAL.matcher(lines.get(i)).matches()))
                    : Stream.empty();
        });
    }

    /** The expectations of a suite that Great Expectations keeps as a file. */
    static Stream<Constraint> suite(TreeText texts, String path) {
        return texts.of(path).flatMap(YamlNode::parse).flatMap(root -> root.get("expectations")).stream()
                .flatMap(all -> all.items().stream())
                .map(each -> {
                    String type = each.text("expectation_type") + each.text("type");
                    String mostly = each.get("kwargs")
                            .map(kwargs -> kwargs.text("mostly"))
                            .orElse("");
                    boolean open = type.endsWith("_between")
                            && Stream.of("min_value", "max_value").allMatch(key -> each.get("kwargs")
                                    .map(kwargs -> kwargs.text(key))
                                    .filter(value -> !value.matches("|null|~"))
                                    .isEmpty());
                    boolean trivial = open || mostly.matches("0(\\.0*)?");
                    return new Constraint(Library.GREAT_EXPECTATIONS, type, path, each.line(), trivial);
                });
    }

    /** The presence and the domains of a schema that TensorFlow Data Validation keeps as a file. */
    static Stream<Constraint> protobuf(TreeText texts, String path) {
        List<String> lines = texts.lines(path);
        return IntStream.range(0, lines.size())
                .boxed()
                .filter(i -> lines.get(i).matches("\\s*(presence|int_domain|float_domain|string_domain|domain)\\b.*"))
                .map(i -> new Constraint(Library.TFDV, lines.get(i).strip(), path, i + 1, false));
    }

    /** The limits in a JSON Schema. */
    static List<Constraint> schema(TreeText texts, String path) {
        List<Constraint> found = new ArrayList<>();
        texts.of(path)
                .filter(text -> text.contains("\"properties\"") && text.contains("\"type\""))
                .flatMap(YamlNode::parse)
                .ifPresent(root -> walk(root, path, found, 0));
        return found;
    }

    private static void walk(YamlNode node, String path, List<Constraint> found, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        node.entries().forEach((key, value) -> {
            if (KEYWORDS.contains(key)) {
                boolean trivial = TRIVIAL.matcher(value.text()).find()
                        || (key.equals("pattern") && value.text().matches("\\^?\\.\\*\\$?|"))
                        || (key.equals("minLength") && value.text().equals("0"));
                found.add(new Constraint(Library.JSON_SCHEMA, key, path, value.line(), trivial));
            } else {
                walk(value, path, found, depth + 1);
            }
        });
        node.items().forEach(item -> walk(item, path, found, depth + 1));
    }

    /** The source of a call, as far as its brackets reach. */
    private static String statement(List<String> lines, int line) {
        StringBuilder text = new StringBuilder();
        int open = 0;
        for (int i = line - 1; i < Math.min(lines.size(), line + 9); i++) {
            String each = lines.get(i);
            text.append(each).append(' ');
            open += (int) (each.chars().filter(c -> c == '(').count()
                    - each.chars().filter(c -> c == ')').count());
            if (open <= 0) {
                break;
            }
        }
        return text.toString().strip();
    }
}
