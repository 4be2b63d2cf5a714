package dev.gradus.kit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Notes notes = new Notes();

    @Test
    void aListenerHearsEverythingInOrder() {
        try (Run run = start(notes)) {
            run.tag("gradus.contract", "post-trip");
            run.input(new RunInput("a.parquet", "sha256:00", RunInput.Context.TRAINING, 7));
            run.metric("train_loss", 0.5, 2);
            run.artifact(new RunArtifact("model/m", Path.of("m"), "sha256:11"));
            run.finish();
        }

        assertThat(notes.heard)
                .containsExactly(
                        "started dev.gradus.kit.spi.RunTest {epochs=13} " + NOON,
                        "tagged gradus.contract=post-trip",
                        "input a.parquet training 7",
                        "metric train_loss=0.5 step 2 " + NOON,
                        "artifact model/m",
                        "finished");
    }

    @Test
    void aRunThatIsClosedWithoutFinishHasFailedWithItsReason() {
        assertThatThrownBy(() -> {
                    try (Run run = start(notes)) {
                        run.failing("the month is empty");
                        throw new IllegalStateException("stop");
                    }
                })
                .isInstanceOf(IllegalStateException.class);

        assertThat(notes.heard).last().isEqualTo("failed the month is empty");
    }

    @Test
    void workDoneAsARunFinishesOrFailsWithItsReason() {
        InstalledListener.STARTED.clear();

        Run.record(RunTest.class, Path.of("."), new TreeMap<>(), run -> {});
        assertThatThrownBy(() -> Run.record(RunTest.class, Path.of("."), new TreeMap<>(), run -> {
                    throw new IllegalStateException("the month is empty");
                }))
                .hasMessage("the month is empty");

        assertThat(InstalledListener.STARTED)
                .containsExactly(
                        "dev.gradus.kit.spi.RunTest",
                        "finished",
                        "dev.gradus.kit.spi.RunTest",
                        "failed the month is empty");
    }

    @Test
    void aSecondCloseIsSilent() {
        Run run = start(notes);
        run.close();
        run.close();

        assertThat(notes.heard).filteredOn(line -> line.startsWith("failed")).hasSize(1);
    }

    @Test
    void installedListenersAreFoundByServiceLoader() {
        InstalledListener.STARTED.clear();

        Run.start(RunTest.class, Path.of("."), new TreeMap<>()).close();

        assertThat(InstalledListener.STARTED).first().isEqualTo("dev.gradus.kit.spi.RunTest");
    }

    @Test
    void theProjectFolderIsAbsolute() {
        assertThat(new RunStart("a.B", Path.of("x/../y"), NOON, new TreeMap<>()).project())
                .isEqualTo(Path.of("y").toAbsolutePath());
    }

    private static Run start(RunListener listener) {
        return Run.start(
                RunTest.class,
                Path.of("."),
                new TreeMap<>(Map.of("epochs", "13")),
                List.of(listener),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static final class Notes implements RunListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void started(RunStart start) {
            heard.add("started " + start.entryPoint() + " " + start.params() + " " + start.at());
        }

        @Override
        public void tagged(String key, String value) {
            heard.add("tagged " + key + "=" + value);
        }

        @Override
        public void input(RunInput input) {
            heard.add("input " + input.name() + " " + input.context() + " " + input.rows());
        }

        @Override
        public void metric(RunMetric metric) {
            heard.add("metric " + metric.key() + "=" + metric.value() + " step " + metric.step() + " " + metric.at());
        }

        @Override
        public void artifact(RunArtifact artifact) {
            heard.add("artifact " + artifact.path());
        }

        @Override
        public void finished() {
            heard.add("finished");
        }

        @Override
        public void failed(String reason) {
            heard.add("failed " + reason);
        }
    }
}
