package dev.gradus.maturity.collect.build;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A dependency as a build declares it.
 *
 * @param name normalised: lower case and hyphens for Python, group and artifact id for Java
 * @param version what is demanded, as written; empty for anything
 */
record Requirement(String name, String version, String path, int line) {

    private static final Pattern PEP508 =
            Pattern.compile("^\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^]]*])?\\s*\\(?([^;#)]*)\\)?.*$");
    private static final Pattern EXACT = Pattern.compile("===?\\s*[0-9][^,*\\s]*");
    private static final Pattern CLAUSE = Pattern.compile("(===|==|>=|<=|~=|!=|>|<|\\^|~)\\s*([0-9][0-9A-Za-z.*+-]*)");

    /** A requirement in the form that pip reads, such as {@code pandas[parquet]>=2,<3}. */
    static Optional<Requirement> python(String text, String path, int line) {
        Matcher matcher = PEP508.matcher(text);
        if (text.isBlank() || text.strip().startsWith("-") || text.strip().startsWith("#") || !matcher.matches()) {
            return Optional.empty();
        }
        String version = matcher.group(2)
                .replaceAll("\\s*\\\\\\s*$", "")
                .replaceAll("--hash.*", "")
                .strip();
        return Optional.of(new Requirement(normalised(matcher.group(1)), version, path, line));
    }

    static String normalised(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    boolean isExact() {
        return EXACT.matcher(version.strip()).matches();
    }

    /** Whether a version of the form 1.2.3 is one of those demanded; what is not understood is taken to agree. */
    boolean allows(String locked) {
        Matcher clause = CLAUSE.matcher(version);
        while (clause.find()) {
            if (!allows(clause.group(1), clause.group(2), locked)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(String operator, String wanted, String locked) {
        int compared = compare(locked, wanted);
        return switch (operator) {
            case "==", "===" -> wanted.endsWith("*") ? isSame(locked, wanted, parts(wanted) - 1) : compared == 0;
            case ">=" -> compared >= 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            case "<" -> compared < 0;
            case "!=" -> compared != 0;
            case "~=" -> compared >= 0 && isSame(locked, wanted, parts(wanted) - 1);
            case "^" -> compared >= 0 && isSame(locked, wanted, leading(wanted));
            default -> compared >= 0 && isSame(locked, wanted, Math.min(2, parts(wanted)));
        };
    }

    private static boolean isSame(String left, String right, int parts) {
        return IntStream.range(0, parts).allMatch(part -> number(left, part) == number(right, part));
    }

    private static int parts(String version) {
        return version.split("\\.", -1).length;
    }

    /** Parts up to the first that is not zero: Poetry's caret keeps these as they are. */
    private static int leading(String version) {
        int part = 0;
        while (part + 1 < parts(version) && number(version, part) == 0) {
            part++;
        }
        return part + 1;
    }

    private static int compare(String left, String right) {
        int parts = Math.max(parts(left), parts(right));
        for (int i = 0; i < parts; i++) {
            int compared = Long.compare(number(left, i), number(right, i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static long number(String version, int part) {
        List<String> parts = List.of(version.split("\\.", -1));
        String digits = part < parts.size() ? parts.get(part).replaceAll("\\D.*$", "") : "";
        return digits.isEmpty() || digits.length() > 15 ? 0 : Long.parseLong(digits);
    }
}
