package dev.gradus.maturity.collect.pipeline;

import dev.gradus.maturity.collect.source.UseCollector;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Led;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells what a command does, from the tools that it runs and the code that it reaches. */
final class Doing {

    private static final Set<String> WORK = Set.of("train", "evaluate", "register", "split");
    private static final Pattern READS = Pattern.compile(
            "(.*\\.)?(read_(csv|parquet|json|table|sql|feather|excel)|load_dataset|scan_(csv|parquet)|CSVRecordReader\\.new)");
    private static final Pattern SAVES = Pattern.compile(
            "(joblib|pickle|torch|onnx)\\.(dump|save|save_model)|.*\\.(save_model|save_pretrained|log_model|writeModel|SaveModel)");
    private static final String STAGES = "dvc.yaml";

    private final Survey survey;
    private final Map<Command, Done> known = new HashMap<>();

    Doing(Survey survey) {
        this.survey = survey;
    }

    /**
     * What a command does.
     *
     * @param does {@code test} with the language, {@code data}, {@code train}, {@code evaluate}, {@code register},
     *     {@code package}, {@code image}, {@code deploy}
     * @param decides whether the failure of what it does is that of the command
     */
    record Done(Set<String> does, boolean decides) {}

    Done of(Command command) {
        return known.computeIfAbsent(command, this::look);
    }

    /** What leads nowhere on the way. */
    Set<Led.Dangling> dangling(Command command) {
        return survey.follow(command).led().dangling();
    }

    private Done look(Command command) {
        Started started = survey.follow(command);
        Set<String> does = new TreeSet<>(code(started));
        Set<String> deciding = new TreeSet<>();
        Set<String> tools = new TreeSet<>();
        for (Led.Run run : started.led().runs()) {
            Set<String> tool = Tools.does(run.words());
            tools.addAll(tool);
            deciding.addAll(run.decides() ? tool : Set.of());
        }
        does.addAll(tools);
        if (readsStages(started)) {
            survey.wiring().commands().stream()
                    .filter(each -> each.kind() == Command.Kind.DVC)
                    .forEach(each -> does.addAll(code(survey.follow(each))));
        }
        return new Done(worded(does), deciding.containsAll(tools));
    }

    /** A program of the project that reads the stages of DVC's format runs them, as DVC itself does. */
    private boolean readsStages(Started started) {
        return started.files()
                .map(file -> survey.texts().of(file.path()).orElse(""))
                .anyMatch(text -> text.contains("\"" + STAGES + "\""));
    }

    private static Set<String> code(Started started) {
        Set<String> does = new LinkedHashSet<>();
        UseCollector.purposes(started).stream().filter(WORK::contains).forEach(does::add);
        calls(started).forEach(target -> {
            if (READS.matcher(target).matches()) {
                does.add("split");
            }
            if (SAVES.matcher(target).matches()) {
                does.add("package");
            }
        });
        return does;
    }

    private static Stream<String> calls(Started started) {
        return started.units()
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(unit -> unit.calls().stream())
                .map(call -> call.target());
    }

    /** Holding data back is working on data; a version or an image is a package. */
    static Set<String> worded(Set<String> does) {
        Set<String> worded = new TreeSet<>(does);
        if (worded.remove("split")) {
            worded.add("data");
        }
        if (worded.contains("register") || worded.contains("image")) {
            worded.add("package");
        }
        return worded;
    }
}
