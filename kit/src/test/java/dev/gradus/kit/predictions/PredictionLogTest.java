package dev.gradus.kit.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.predictions.LoggedPrediction.PredictedBy;
import dev.gradus.kit.spi.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionLogTest {

    private static final Instant NOW = Instant.parse("2026-11-24T21:40:38.123Z");
    private static final LogPolicy POLICY =
            new LogPolicy(1 << 20, Duration.ofHours(1), 1 << 30, Duration.ofDays(30), 100);
    private static final PredictedBy MODEL = new PredictedBy("mobility.rides", "3", "sha256:41d0");
    private static final TripRow RIDE =
            new TripRow(0, LocalDateTime.of(2021, 2, 3, 8, 30), null, 74, 166, 2.5, null, 1, null, null, 2, true);

    @TempDir
    Path folder;

    @Test
    void whatWasLoggedIsReadAsItWas() throws Exception {
        List<String> ids = new ArrayList<>();
        try (PredictionLog log = open(POLICY, NOW)) {
            ids.addAll(append(log, new Prediction(12.4, 8.1, 18.9), Prediction.of(3)));
        }

        List<LoggedPrediction> read = predictions();

        assertThat(read)
                .containsExactly(
                        new LoggedPrediction(ids.get(0), NOW, MODEL, RIDE, new Prediction(12.4, 8.1, 18.9)),
                        new LoggedPrediction(ids.get(1), NOW, MODEL, RIDE, Prediction.of(3)));
    }

    @Test
    void everyIdIsDifferentAlsoAfterARestart() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int start = 0; start < 3; start++) {
            try (PredictionLog log = open(POLICY, NOW)) {
                ids.addAll(append(log, Prediction.of(1), Prediction.of(1)));
                ids.addAll(append(log, Prediction.of(1)));
            }
        }

        assertThat(ids).hasSize(9).doesNotHaveDuplicates();
        assertThat(predictions()).extracting(LoggedPrediction::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void idsAreCheckedAgainstTheRowsTheyName() throws Exception {
        try (PredictionLog log = open(POLICY, NOW)) {
            List<String> ids = append(log, Prediction.of(1), Prediction.of(2));
            PredictionId second = PredictionId.parse(ids.get(1));
            String between = new PredictionId(second.segment(), second.offset() - 1).toString();
            String beyond = new PredictionId(second.segment(), second.offset() + 10_000).toString();
            String elsewhere = new PredictionId(new Segment(second.segment().begun(), 1), second.offset()).toString();
            String padded = second.segment() + "-0" + Long.toString(second.offset(), 36);

            assertThat(log.unknown(ids)).isEmpty();
            assertThat(log.unknown(List.of(between, beyond, elsewhere, padded, "../../etc/passwd", "")))
                    .containsExactly(between, beyond, elsewhere, padded, "../../etc/passwd", "");
        }
    }

    @Property(tries = 200)
    void anIdIsReadAsItIsWritten(@ForAll int random, @ForAll long begun, @ForAll long offset) {
        PredictionId id = new PredictionId(
                new Segment(Math.floorMod(begun, 4_000_000_000_000L) + 100_000_000_000L, random),
                Math.floorMod(offset, 1L << 40));

        assertThat(PredictionId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void anIdThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> PredictionId.parse("mine"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("'mine'");
    }

    @Test
    void placesAreBounded() throws Exception {
        try (PredictionLog log = open(POLICY, NOW)) {
            assertThat(log.reserve(60)).isTrue();
            assertThat(log.reserve(41)).isFalse();
            assertThat(log.waiting()).isEqualTo(60);

            log.release(60);

            assertThat(log.reserve(100)).isTrue();
            assertThat(append(
                            log,
                            IntStream.range(0, 100).mapToObj(Prediction::of).toArray(Prediction[]::new)))
                    .hasSize(100);
            assertThat(log.waiting()).isZero();
        }
    }

    @Test
    void afterTheEndRowsAreRefused() throws Exception {
        PredictionLog log = open(POLICY, NOW);
        log.close();

        assertThatThrownBy(() -> append(log, Prediction.of(1))).hasRootCauseMessage("the log is closed");
        assertThat(log.waiting()).isEqualTo(0);
    }

    @Test
    void aHalfRowOfAServerThatDiedIsPassedOver() throws Exception {
        try (PredictionLog log = open(POLICY, NOW)) {
            append(log, Prediction.of(1), Prediction.of(2));
        }
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));

        assertThat(predictions()).hasSize(1);
    }

    @Test
    void aLineThatIsNoJsonIsNamed() throws Exception {
        try (PredictionLog log = open(POLICY, NOW)) {
            append(log, Prediction.of(1));
        }
        Files.writeString(files().get(0), "rubbish\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::predictions)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("line 2 of " + files().get(0));
    }

    @Test
    void filesAreClosedWhenTheyAreLarge() throws Exception {
        LogPolicy small = new LogPolicy(400, Duration.ofHours(1), 1 << 20, Duration.ofDays(30), 100);
        try (PredictionLog log = open(small, NOW)) {
            for (int i = 0; i < 6; i++) {
                append(log, Prediction.of(i));
            }
        }

        assertThat(files()).hasSize(3);
        assertThat(predictions()).hasSize(6);
    }

    @Test
    void filesAreClosedAndRemovedWhenTheyAreOld() throws Exception {
        List<String> old;
        try (PredictionLog log = open(POLICY, NOW)) {
            old = append(log, Prediction.of(1));
        }
        try (PredictionLog log = open(POLICY, NOW.plus(Duration.ofDays(29)))) {
            append(log, Prediction.of(2));
            assertThat(log.unknown(old)).isEmpty();
        }
        try (PredictionLog log = open(POLICY, NOW.plus(Duration.ofDays(31)))) {
            append(log, Prediction.of(3));
            assertThat(log.unknown(old)).isEqualTo(old);
        }

        assertThat(predictions()).extracting(p -> p.prediction().minutes()).containsExactly(2.0, 3.0);
    }

    @Test
    void theOldestFilesGoWhenThereAreTooManyBytes() throws Exception {
        LogPolicy small = new LogPolicy(300, Duration.ofHours(1), 900, Duration.ofDays(30), 100);
        for (int day = 0; day < 8; day++) {
            try (PredictionLog log = open(small, NOW.plus(Duration.ofDays(day)))) {
                append(log, Prediction.of(day), Prediction.of(day));
            }
        }

        assertThat(predictions())
                .last()
                .extracting(p -> p.prediction().minutes())
                .isEqualTo(7.0);
        assertThat(files()).hasSizeBetween(2, 4);
    }

    @Test
    void labelsJoinTheirPredictionsAndTheLastOneCounts() throws Exception {
        List<String> ids;
        try (PredictionLog log = open(POLICY, NOW)) {
            ids = append(log, Prediction.of(10), Prediction.of(20), Prediction.of(30));
            label(log, new Label(ids.get(0), NOW, 99), new Label(ids.get(2), NOW, 25));
            label(log, new Label(ids.get(0), NOW.plusSeconds(1), 14));
            label(log, new Label("mi8x2k1d-3f9a1c2e-5k", NOW, 3));
        }
        List<Outcome> outcomes = new ArrayList<>();

        Outcome.Report report = Outcome.join(new LogFiles(folder), outcomes::add);

        assertThat(report).isEqualTo(new Outcome.Report(3, 2, 1));
        assertThat(outcomes).extracting(Outcome::error).containsExactly(-4.0, 5.0);
    }

    @Test
    void aFolderThatCannotBeWrittenCostsTheRowsAndNotTheLog() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (PredictionLog log = PredictionLog.open(file, POLICY, Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThatThrownBy(() -> append(log, Prediction.of(1))).hasRootCauseInstanceOf(IOException.class);
            Files.delete(file);

            assertThat(append(log, Prediction.of(2))).hasSize(1);
        }
    }

    @Test
    void rowsOfManyThreadsAreAllThereAndAcknowledgedOnce() throws Exception {
        LogPolicy wide = new LogPolicy(10_000, Duration.ofHours(1), 1 << 30, Duration.ofDays(30), 100_000);
        List<String> ids;
        try (PredictionLog log = open(wide, NOW)) {
            ids = IntStream.range(0, 5_000)
                    .parallel()
                    .mapToObj(i -> append(log, Prediction.of(i), Prediction.of(i)))
                    .flatMap(List::stream)
                    .toList();
        }

        assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(predictions()).extracting(LoggedPrediction::id).containsExactlyInAnyOrderElementsOf(ids);
    }

    private PredictionLog open(LogPolicy policy, Instant now) {
        return PredictionLog.open(folder, policy, Clock.fixed(now, ZoneOffset.UTC));
    }

    static List<String> append(PredictionLog log, Prediction... predictions) {
        RowText rows = RowText.of(MODEL);
        Heard heard = new Heard();
        log.reserve(predictions.length);
        log.append(Stream.of(predictions).map(p -> rows.row(NOW, RIDE, p)).toList(), heard);
        return heard.answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    static void label(PredictionLog log, Label... labels) {
        Heard heard = new Heard();
        log.reserve(labels.length);
        log.label(List.of(labels), heard);
        heard.answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static final class Heard implements PredictionLog.Answer {

        private final CompletableFuture<List<String>> answer = new CompletableFuture<>();

        @Override
        public void done(List<String> ids) {
            answer.complete(ids);
        }

        @Override
        public void failed(IOException reason) {
            answer.completeExceptionally(reason);
        }
    }

    private List<LoggedPrediction> predictions() {
        List<LoggedPrediction> all = new ArrayList<>();
        new LogFiles(folder).predictions(all::add);
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
