package dev.gradus.cli;

import dev.gradus.templates.Stage;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.pack.Question;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What there is to scaffold. */
@Command(
        name = "packs",
        mixinStandardHelpOptions = true,
        description = "List the packs that there are to scaffold from, with their stages and answers.",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus packs", "  gradus packs --json"})
final class PacksCommand implements Runnable {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** One pack, as JSON has it. */
    record Listed(String name, String version, String title, List<String> stages, List<Answer> answers) {
        /**
         * One answer that a pack asks for.
         *
         * @param fallback what holds when nothing is answered, a template over earlier answers
         */
        record Answer(
                String name,
                String title,
                List<String> choices,
                boolean required,
                @Nullable Object fallback) {
            static Answer of(Question question) {
                return new Answer(
                        question.name(),
                        question.title(),
                        question.choices(),
                        question.required(),
                        question.fallback().orElse(null));
            }
        }

        static Listed of(Pack pack) {
            return new Listed(
                    pack.name(),
                    pack.version(),
                    pack.manifest().title(),
                    pack.stages().stream().map(Stage::key).toList(),
                    pack.questions().stream().map(Answer::of).toList());
        }
    }

    @Override
    public void run() {
        List<Listed> packs = Packs.builtIn().newest().stream().map(Listed::of).toList();
        Console console = gradus.console();
        if (json) {
            console.json(packs);
        } else {
            packs.forEach(pack -> print(console, pack));
        }
    }

    private static void print(Console console, Listed pack) {
        Paint paint = console.paint();
        console.answer(paint.bold(pack.name()) + " " + pack.version() + "  " + pack.title());
        console.answer("  stages   " + String.join(" → ", pack.stages()));
        for (Listed.Answer answer : pack.answers()) {
            String choices = answer.choices().isEmpty()
                    ? ""
                    : answer.choices().stream().collect(Collectors.joining(" | ", " (", ")"));
            String fallback = answer.required() ? paint.yellow("required") : paint.dim("default " + answer.fallback());
            console.answer(
                    String.format(Locale.ROOT, "  %-8s %s%s, %s", answer.name(), answer.title(), choices, fallback));
        }
    }
}
