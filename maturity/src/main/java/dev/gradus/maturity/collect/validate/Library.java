package dev.gradus.maturity.collect.validate;

import dev.gradus.maturity.collect.code.Call;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries that check data, and the calls by which code states and runs a check. */
enum Library {
    PANDERA(
            "pandera",
            ".*\\.validate|.*\\bcheck_(types|io|input|output)",
            "pandera\\.Check(\\.\\w+)?|pandera\\.Field",
            ""),
    GREAT_EXPECTATIONS(
            "great_expectations",
            ".*\\.run_checkpoint|(?i).*(checkpoint|validator|batch)\\w*(\\(\\))?\\.(run|validate)",
            ".*\\.(expect_\\w+|Expect\\w+)",
            "success"),
    TFDV("tensorflow_data_validation", ".*\\.validate_statistics", "", "anomaly_info"),
    SODA("soda", ".*Scan(\\(\\))?\\.execute", "", "(assert_no|has_|get_)\\w*(fail|checks)"),
    JSON_SCHEMA(
            "jsonschema networknt everit",
            "jsonschema\\..*(validate|iter_errors)|com\\.networknt\\.schema\\..*\\.validate|org\\.everit\\..*\\.validate",
            "",
            ""),
    BEAN_VALIDATION(
            "jakarta.validation javax.validation",
            "(jakarta|javax)\\.validation\\..*\\.validate",
            "",
            "isEmpty\\(\\)|size\\(\\)|ConstraintViolationException"),
    DATAVEC(
            "org.datavec",
            ".*\\.analyzeQuality\\w*",
            ".*\\.addColumn(s)?(Double|Float|Integer|Long|Categorical)",
            "getCount(Invalid|Missing|Total)\\w*|getColumnQualityList"),
    DEEQU(
            "com.amazon.deequ",
            ".*VerificationSuite.*\\.run",
            ".*\\.(is(Complete|Unique|NonNegative|Positive|ContainedIn)|has(Min|Max|Size|Completeness|Pattern|Uniqueness)|satisfies)",
            "status\\(\\)|Success");

    private final String modules;
    private final Pattern runs;
    private final Pattern states;
    private final Pattern heeds;

    /**
     * @param modules what a file that uses it speaks of, words with a blank between them
     * @param runs a call that runs the checks
     * @param states a call that states one check, empty where checks stand in files or annotations
     * @param heeds what code that looks at the result speaks of, empty where a failed check throws
     */
    Library(String modules, String runs, String states, String heeds) {
        this.modules = modules;
        this.runs = Pattern.compile(runs);
        this.states = Pattern.compile(states);
        this.heeds = Pattern.compile(heeds);
    }

    /** The libraries that a text speaks of. */
    static List<Library> in(String text) {
        return Stream.of(values())
                .filter(library -> Stream.of(library.modules.split(" ")).anyMatch(text::contains))
                .toList();
    }

    boolean runs(Call call) {
        return runs.matcher(call.target()).matches();
    }

    boolean states(Call call) {
        return states.matcher(call.target()).matches();
    }

    /** Whether code looks at what the checks said, or need not since a failed one throws. */
    boolean isHeeded(String code) {
        return heeds.matcher(code).find();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
