package dev.gradus.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gradus.client.audit.Verification;
import dev.gradus.client.audit.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes the audit out of a server, and checks it without one. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Export a server's audit, or verify that an export is whole: nothing changed, taken away, put in or put elsewhere.",
            "A file is verified with no server; without a file the server's own audit is. Keep the head that is printed elsewhere:",
            "only by a head that was seen before can a chain be told from one that was written anew."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gradus audit export audit.ndjson", "  gradus audit verify audit.ndjson"})
final class AuditCommand implements Callable<Integer> {
    /** What is done. */
    enum Step {
        export,
        verify
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Parameters(index = "0", paramLabel = "STEP", description = "One of ${COMPLETION-CANDIDATES}.")
    private Step step = Step.verify;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The export.")
    private @Nullable Path file;

    @Option(
            names = "--head",
            paramLabel = "HASH",
            description = "A head that was seen before; the audit must still hold it.")
    private @Nullable String head;

    @Option(
            names = "--from",
            paramLabel = "SEAL",
            defaultValue = "1",
            description = "Export from this seal on. Default: the first, which is the whole audit.")
    private long from = 1;

    @Mixin
    private RemoteOptions server = new RemoteOptions();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    /** What was exported, as JSON has it. */
    record Exported(String file, long bytes) {}

    /** What was verified, as JSON has it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verified(
            boolean verified, long first, long seals, long entries, String head, Verification.@Nullable Flaw flaw) {
        static Verified of(Verification found) {
            return new Verified(
                    found.good(),
                    found.first(),
                    found.seals(),
                    found.entries(),
                    found.head(),
                    found.firstFlaw().orElse(null));
        }
    }

    @Override
    public Integer call() throws IOException {
        return step == Step.export ? export() : verify();
    }

    /** Whole or not at all. */
    private int export() throws IOException {
        if (file == null) {
            throw CliProblem.mistake(
                    "an export needs a file to go to", "name one: \"gradus audit export audit.ndjson\".");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream audit = server.plane().open("/api/v1/audit?from=" + from)) {
            Files.copy(audit, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        Exported exported = new Exported(file.toString(), Files.size(file));
        if (json) {
            gradus.console().json(exported);
        } else {
            gradus.console().answer("exported " + exported.bytes() + " bytes to " + exported.file());
        }
        return ExitCode.DONE;
    }

    private int verify() throws IOException {
        Verification found;
        try (InputStream audit = file == null ? server.plane().open("/api/v1/audit?from=" + from) : open(file)) {
            found = Verifier.verify(audit, Optional.ofNullable(head));
        }
        if (json) {
            gradus.console().json(Verified.of(found));
        } else {
            tell(found);
        }
        return found.good() ? ExitCode.DONE : ExitCode.NO;
    }

    private void tell(Verification found) {
        Console console = gradus.console();
        Paint paint = console.paint();
        found.firstFlaw()
                .ifPresentOrElse(
                        flaw -> console.answer(
                                paint.red(paint.bold("broken")) + "    line " + flaw.line() + ": " + flaw.problem()),
                        () -> console.answer(paint.bold("whole")));
        console.answer("seals     " + found.seals() + " from number " + found.first());
        console.answer("entries   " + found.entries());
        console.answer("head      " + found.head());
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException none) {
            throw CliProblem.mistake(
                    "there is no file \"" + file + "\"", "make it by \"gradus audit export " + file + "\".");
        }
    }
}
