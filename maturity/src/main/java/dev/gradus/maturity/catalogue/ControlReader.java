package dev.gradus.maturity.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Vocabulary;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads controls, their expressions compiled and checked against what can be observed. */
final class ControlReader {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String FOR_EVER = "none";

    private final Vocabulary vocabulary;
    private final Expressions expressions;

    ControlReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.expressions = new Expressions(vocabulary);
    }

    /** Every control of one file, which is of one stage. */
    List<Control> readFile(JsonNode root, Place file) {
        Fields fields = new Fields(root, file);
        Stage stage = fields.parsed("stage", Stage::of, "Maybe: name a stage.");
        List<Fields> listed = fields.all("controls");
        fields.done();
        List<Control> controls = new ArrayList<>();
        for (Fields one : listed) {
            controls.add(read(stage, file, one));
        }
        return controls;
    }

    private Control read(Stage stage, Place file, Fields numbered) {
        String id = numbered.text("id");
        if (!ID.matcher(id).matches()) {
            throw numbered.place().wrong("id is \"%s\"".formatted(id), "Maybe: use lower case, digits and hyphens.");
        }
        Fields fields = numbered.in(file.at("control " + id));
        Control control = new Control(
                fields.text("id"),
                stage,
                fields.parsed("capability", Capability::of, "Maybe: name a capability."),
                fields.flag("core"),
                fields.flag("diagnostic"),
                fields.text("statement"),
                fields.text("why"),
                fields.optionalText("gamed").orElse(null),
                fields.optionalText("resisted").orElse(null),
                fields.optional("applies").map(this::scope).orElse(null),
                fields.all("checks").stream().map(this::check).toList(),
                window(fields),
                fields.text("remedy"),
                fields.parsed("effort", Effort::of, "Maybe: use minutes, hours or days."),
                fields.texts("references"),
                fields.texts("definition"),
                preview(fields));
        fields.done();
        mind(control, fields);
        return control;
    }

    private static void mind(Control control, Fields fields) {
        if (control.checks().isEmpty()) {
            throw fields.place()
                    .wrong("it has no checks", "Maybe: add one, with strength E0 if it can only be declared.");
        }
        if (control.core() && control.diagnostic()) {
            throw fields.place().wrong("it is both core and diagnostic", "Maybe: drop one of the two.");
        }
        boolean hasWindow = fields.optionalText("window").isPresent();
        if (hasWindow != control.asksForRuntime()) {
            throw fields.place()
                    .wrong(
                            hasWindow ? "it has a window and no check of runtime" : "window is missing",
                            "Maybe: give a window, or \"none\", exactly where a check is of runtime.");
        }
    }

    /** A condition over facts of the tree. */
    Scope scope(Fields fields) {
        List<String> select = select(fields, Evidence.TREE);
        Set<String> used = new TreeSet<>();
        Condition when = expressions.condition(fields.text("when"), fields.place("when"), select, used);
        fields.done();
        allUsed(fields, select, used);
        return new Scope(select, when);
    }

    private Check check(Fields fields) {
        Evidence evidence = fields.parsed("evidence", ControlReader::evidence, "Maybe: name an evidence.");
        List<String> select = select(fields, evidence);
        Set<String> used = new TreeSet<>();
        Check check = new Check(
                evidence,
                fields.parsed("strength", Strength::of, "Maybe: use E0 to E4."),
                select,
                optional(fields, "applies", select, used),
                optional(fields, "unknown", select, used),
                expressions.condition(fields.text("pass"), fields.place("pass"), select, used),
                fields.all("findings").stream()
                        .map(rule -> finding(rule, select, used))
                        .toList());
        fields.done();
        allUsed(fields, select, used);
        return check;
    }

    private FindingRule finding(Fields fields, List<String> select, Set<String> used) {
        boolean offenders = fields.optionalText("each").isPresent();
        String expression = offenders ? "each" : "when";
        String source = fields.text(expression);
        String message = fields.text("message");
        fields.done();
        return offenders
                ? expressions.offenders(source, new Message(message), fields.place(expression), select, used)
                : new FindingRule.Absence(
                        expressions.condition(source, fields.place(expression), select, used), message);
    }

    private @Nullable Condition optional(Fields fields, String field, List<String> select, Set<String> used) {
        return fields.optionalText(field)
                .map(source -> expressions.condition(source, fields.place(field), select, used))
                .orElse(null);
    }

    private List<String> select(Fields fields, Evidence most) {
        List<String> select = fields.texts("select");
        for (String name : select) {
            FactType type = vocabulary.type(name).orElseThrow(() -> fields.place()
                    .wrong(
                            "no collector observes the fact %s".formatted(name),
                            Words.nearest(name, vocabulary.types().keySet())
                                    .map(guess -> "Maybe: did you mean %s?".formatted(guess))
                                    .orElse("Maybe: see the reference of facts.")));
            if (type.evidence().compareTo(most) > 0) {
                throw fields.place()
                        .wrong(
                                "the fact %s is of %s, more than the check's %s"
                                        .formatted(name, word(type.evidence()), word(most)),
                                "Maybe: make it a check of %s.".formatted(word(type.evidence())));
            }
        }
        return select;
    }

    private static void allUsed(Fields fields, List<String> select, Set<String> used) {
        for (String name : select) {
            if (!used.contains(name)) {
                throw fields.place()
                        .wrong("%s is selected and no expression uses it".formatted(name), "Maybe: leave it out.");
            }
        }
    }

    private static Evidence evidence(String name) {
        return Words.find(name, "evidence", Arrays.asList(Evidence.values()), ControlReader::word);
    }

    private static String word(Evidence evidence) {
        return evidence.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Duration window(Fields fields) {
        return fields.optionalText("window")
                        .filter(text -> !text.equals(FOR_EVER))
                        .isEmpty()
                ? null
                : fields.parsed("window", Durations::positive, Durations.REMEDY + " Or \"none\".");
    }

    private static @Nullable LocalDate preview(Fields fields) {
        return fields.optionalText("preview").isEmpty()
                ? null
                : fields.parsed("preview", LocalDate::parse, "Maybe: use a day such as 2027-01-31.");
    }
}
