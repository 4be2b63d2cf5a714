package dev.gradus.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class VerifierTest {
    /** Three seals: the lines 3 and 4, 6 to 8, and 10. */
    private final List<String> good = TestExport.of(List.of("a", "b"), List.of("c", "d", "e"), List.of("f"));

    @Test
    void anUntouchedExportIsGood() throws IOException {
        Verification found = verify(good);

        assertThat(found.flaw()).isNull();
        assertThat(found.seals()).isEqualTo(3);
        assertThat(found.entries()).isEqualTo(6);
        assertThat(found.head()).isEqualTo(head(good));
    }

    @Test
    void anEmptyAuditIsGood() throws IOException {
        assertThat(verify(TestExport.of()).good()).isTrue();
    }

    @Test
    void aChangedFieldIsNamed() throws IOException {
        found(
                lines -> lines.set(6, lines.get(6).replace("\"d\"", "\"D\"")),
                7,
                "entry 4 (2 of 3) was changed, in seal 2");
    }

    @Test
    void aRemovedEntryIsNamed() throws IOException {
        found(lines -> lines.remove(6), 7, "an entry is missing or out of order before entry 5 (2 of 3), in seal 2");
        found(lines -> lines.remove(3), 4, "an entry is missing (2 of 2), in seal 1");
        found(lines -> lines.remove(9), 10, "an entry is missing (1 of 1), in seal 3");
    }

    @Test
    void anInsertedEntryIsNamed() throws IOException {
        String forged = TestExport.entry(9, "forged");
        found(lines -> lines.add(6, forged), 7, "entry 9 (2 of 3) was put in, in seal 2");
        found(
                lines -> lines.add(4, forged),
                5,
                "more entries than were sealed: entry 9 (3 of 2) was put in, in seal 1");
        found(lines -> lines.add(forged), 11, "more entries than were sealed: entry 9 (2 of 1) was put in, in seal 3");
    }

    @Test
    void entriesOutOfOrderAreNamed() throws IOException {
        found(lines -> lines.add(5, lines.remove(6)), 6, "out of order before entry 4 (1 of 3), in seal 2");
    }

    @Test
    void aRemovedSealIsNamed() throws IOException {
        found(lines -> lines.subList(4, 8).clear(), 5, "seal 2 is missing: here is seal 3");
    }

    @Test
    void aChangedSealIsNamed() throws IOException {
        found(lines -> lines.set(4, lines.get(4).replace("T12", "T11")), 5, "seal 2 was changed");
    }

    /** Who can write hashes anew has to do so to the end, where the known head stands. */
    @Test
    void aSealThatWasRewrittenWithItsHashesIsNamedByTheNext() throws IOException {
        List<String> forged = TestExport.of(List.of("a", "b"), List.of("c", "forged", "e"), List.of("f"));
        found(
                lines -> lines.subList(4, 8).replaceAll(line -> forged.get(lines.indexOf(line))),
                9,
                "seal 3 does not follow");

        assertThat(verify(forged).good()).isTrue();
        assertThat(verify(forged, head(good)).firstFlaw().orElseThrow().problem())
                .contains(head(good))
                .contains("rewritten");
    }

    @Test
    void aTruncatedTailIsSeenByTheHeaderAndByAKnownHead() throws IOException {
        found(lines -> lines.subList(8, 10).clear(), 9, "the export ends before seal 3");

        List<String> shorter = TestExport.of(List.of("a", "b"), List.of("c", "d", "e"));
        assertThat(verify(shorter).good()).isTrue();
        assertThat(verify(shorter, head(good)).good()).isFalse();
        assertThat(verify(good, head(shorter)).good())
                .as("the audit has grown since")
                .isTrue();
    }

    @Test
    void whatIsNoExportIsSaidToBeNone() throws IOException {
        assertThat(verify(List.of("hello")).firstFlaw().orElseThrow().problem()).contains("no export");
        assertThat(verify(List.of()).firstFlaw().orElseThrow().problem()).contains("no export");
        assertThat(verify(List.of("{}")).firstFlaw().orElseThrow().problem()).contains("no export");
    }

    @Property
    void anyOtherByteIsFound(@ForAll @IntRange(min = 0, max = 100_000) int place, @ForAll byte value)
            throws IOException {
        byte[] bytes = bytes(good);
        int at = place % bytes.length;
        byte before = bytes[at];
        bytes[at] = value;

        boolean lineEnd = before == '\n' || value == '\n' || value == '\r';
        boolean good = Verifier.verify(new ByteArrayInputStream(bytes), Optional.empty())
                .good();

        assertThat(good && before != value && !lineEnd)
                .as("byte %d was %d, is %d", at, before, value)
                .isFalse();
    }

    private void found(Consumer<List<String>> tampering, long line, String problem) throws IOException {
        List<String> lines = new ArrayList<>(good);
        tampering.accept(lines);

        Verification found = verify(lines);

        assertThat(found.flaw()).isNotNull();
        assertThat(found.flaw().problem()).contains(problem);
        assertThat(found.flaw().line()).isEqualTo(line);
    }

    private static Verification verify(List<String> lines) throws IOException {
        return Verifier.verify(new ByteArrayInputStream(bytes(lines)), Optional.empty());
    }

    private static Verification verify(List<String> lines, String head) throws IOException {
        return Verifier.verify(new ByteArrayInputStream(bytes(lines)), Optional.of(head));
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String head(List<String> lines) {
        return lines.get(0).replaceAll(".*\"head\":\"(\\w+)\".*", "$1");
    }
}
