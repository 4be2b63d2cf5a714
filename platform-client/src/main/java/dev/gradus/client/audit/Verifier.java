package dev.gradus.client.audit;

import dev.gradus.client.audit.Verification.Flaw;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export of the audit line by line, holding one seal at a time.
 *
 * <pre>{@code
 * Verification found = Verifier.verify(Files.newInputStream(export), Optional.of(head));
 * }</pre>
 */
public final class Verifier {
    private static final Pattern HEADER = Pattern.compile("\\{\"audit\":\"gradus-audit-1\",\"from\":(?<from>\\d{1,18}),"
            + "\"previous\":\"(?<previous>[0-9a-f]{64})\",\"to\":(?<to>\\d{1,18}),\"head\":\"(?<head>[0-9a-f]{64})\"}");

    private final BufferedReader lines;
    private final Optional<String> wanted;
    private boolean met;
    private long number;
    private @Nullable String line;
    private long first;
    private long seals;
    private long entries;
    private String head = Seal.NONE;

    /** One character for each byte, so that no byte can change unseen in decoding. */
    private Verifier(InputStream export, Optional<String> wanted) {
        this.lines = new BufferedReader(new InputStreamReader(export, StandardCharsets.ISO_8859_1));
        this.wanted = wanted;
        this.met = wanted.isEmpty() || wanted.get().equals(Seal.NONE);
    }

    /**
     * Checks an export.
     *
     * @param head a hash that a seal had when somebody looked; the export must hold that seal
     */
    public static Verification verify(InputStream export, Optional<String> head) throws IOException {
        Verifier verifier = new Verifier(export, head);
        try {
            verifier.run();
            return verifier.result(null);
        } catch (Found found) {
            return verifier.result(found.flaw);
        }
    }

    private void run() throws IOException, Found {
        next();
        Matcher header = HEADER.matcher(String.valueOf(line));
        require(header.matches(), 0, "this is no export of an audit in the form \"gradus-audit-1\"");
        first = Long.parseLong(header.group("from"));
        head = header.group("previous");
        require(
                first > 1 || head.equals(Seal.NONE),
                first,
                "the first seal follows nothing, but the header says it does");
        next();
        for (long seal = first; line != null; seal++) {
            check(seal);
        }
        long last = Long.parseLong(header.group("to"));
        require(
                first + seals > last,
                first + seals,
                "the export ends before seal " + last + ", which its header names");
        require(head.equals(header.group("head")), last, "the last seal is not the head that the header names");
        require(
                met,
                last,
                "no seal has the hash " + wanted.orElse("") + ": what it sealed was taken away or rewritten");
    }

    private void check(long expected) throws IOException, Found {
        Seal seal = Seal.read(String.valueOf(line)).orElseThrow(() -> found(expected, "this is no seal"));
        require(seal.number() == expected, expected, "seal " + expected + " is missing: here is seal " + seal.number());
        require(seal.intact(), expected, "seal " + expected + " was changed: its hash is another");
        require(
                seal.previous().equals(head),
                expected,
                seals == 0
                        ? "seal " + expected + " does not follow what the header names"
                        : "seal " + expected + " does not follow the seal before it, which was rewritten");
        next();
        checkEntries(seal);
        seals++;
        entries += seal.digests().size();
        head = seal.hash();
        met |= head.equals(wanted.orElse(""));
    }

    /** Reads one line more than the seal has, at most, to tell an entry that was changed from one that was put in or taken away. */
    private void checkEntries(Seal seal) throws IOException, Found {
        long begin = number;
        List<String> read = new ArrayList<>();
        while (line != null
                && !Seal.looksLike(line)
                && read.size() <= seal.digests().size()) {
            read.add(line);
            next();
        }
        Optional<EntryFlaw> flaw = EntryFlaw.first(seal.digests(), read);
        if (flaw.isPresent()) {
            throw new Found(new Flaw(
                    begin + flaw.get().index(), seal.number(), flaw.get().problem() + ", in seal " + seal.number()));
        }
    }

    private void require(boolean holds, long seal, String problem) throws Found {
        if (!holds) {
            throw found(seal, problem);
        }
    }

    private Found found(long seal, String problem) {
        return new Found(new Flaw(number, seal, problem));
    }

    private void next() throws IOException {
        line = lines.readLine();
        number++;
    }

    private Verification result(@Nullable Flaw flaw) {
        return new Verification(first, seals, entries, head, flaw);
    }

    private static final class Found extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Flaw flaw;

        Found(Flaw flaw) {
            super(flaw.problem());
            this.flaw = flaw;
        }
    }
}
