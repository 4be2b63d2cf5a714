package dev.gradus.kit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every model store does. */
abstract class ModelStoreContract {

    @TempDir
    Path work;

    abstract ModelStore store();

    abstract String model();

    /** A run that made a file with this content. */
    abstract String runWith(Path file) throws IOException;

    /** Changes the bytes of a registered version behind the store's back. */
    abstract void corrupt(ModelVersion version) throws IOException;

    @Test
    void versionsCountFromOne() throws IOException {
        ModelVersion first = store().register(candidate("a"));
        ModelVersion second = store().register(candidate("b"));

        assertThat(first.version()).isEqualTo("1");
        assertThat(second.version()).isEqualTo("2");
        assertThat(store().versions(model())).extracting(ModelVersion::version).containsExactly("1", "2");
    }

    @Test
    void aVersionIsReadBackAsItWasRegistered() throws IOException {
        Candidate candidate = candidate("a");
        ModelVersion registered = store().register(candidate);

        ModelVersion read = store().find(model(), "1").orElseThrow();

        assertThat(read).isEqualTo(registered);
        assertThat(read.name()).isEqualTo(model());
        assertThat(read.runId()).isEqualTo(candidate.runId());
        assertThat(read.digest()).isEqualTo(candidate.digest());
        assertThat(read.contract()).isEqualTo("pre-trip");
        assertThat(read.metrics()).isEqualTo(Map.of("rmse", 5.91));
    }

    @Test
    void theSameFileOfTheSameRunIsOneVersion() throws IOException {
        Candidate candidate = candidate("a");
        store().register(candidate);

        assertThat(store().register(candidate).version()).isEqualTo("1");
        assertThat(store().versions(model())).hasSize(1);
    }

    @Test
    void anUnknownModelHasNothing() {
        assertThat(store().versions(model())).isEmpty();
        assertThat(store().aliases(model())).isEmpty();
        assertThat(store().find(model(), "champion")).isEmpty();
    }

    @Test
    void anAliasPointsAtTheVersionLastSet() throws IOException {
        store().register(candidate("a"));
        store().register(candidate("b"));
        store().setAlias(model(), "champion", "1");
        store().setAlias(model(), "champion", "2");
        store().setAlias(model(), "challenger", "1");

        assertThat(store().aliases(model())).isEqualTo(Map.of("challenger", "1", "champion", "2"));
        assertThat(store().find(model(), "champion").orElseThrow().version()).isEqualTo("2");
    }

    @Test
    void rollingBackGoesOneFurtherEachTime() throws IOException {
        for (String content : new String[] {"a", "b", "c"}) {
            store().setAlias(
                            model(),
                            "champion",
                            store().register(candidate(content)).version());
        }

        assertThat(store().rollback(model(), "champion")).isEqualTo("2");
        assertThat(store().rollback(model(), "champion")).isEqualTo("1");
        assertThat(store().aliases(model())).containsEntry("champion", "1");
        assertThatThrownBy(() -> store().rollback(model(), "champion"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has no version that was champion before");
    }

    @Test
    void aNewChampionAfterARollbackRollsBackToTheOneItReplaced() throws IOException {
        for (String content : new String[] {"a", "b"}) {
            store().setAlias(
                            model(),
                            "champion",
                            store().register(candidate(content)).version());
        }
        store().rollback(model(), "champion");
        store().setAlias(model(), "champion", store().register(candidate("c")).version());

        assertThat(store().rollback(model(), "champion")).isEqualTo("1");
    }

    @Test
    void aFileIsFetchedByItsAlias() throws IOException {
        store().setAlias(
                        model(),
                        "champion",
                        store().register(candidate("weights")).version());

        ModelVersion version = store().fetch(model(), "champion", work.resolve("out/model.safetensors"));

        assertThat(version.version()).isEqualTo("1");
        assertThat(work.resolve("out/model.safetensors")).hasContent("weights");
    }

    @Test
    void aFileThatChangedIsNotHandedOut() throws IOException {
        ModelVersion version = store().register(candidate("weights"));
        corrupt(version);

        assertThatThrownBy(() -> store().fetch(model(), "1", work.resolve("model.safetensors")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(version.digest());
        assertThat(work.resolve("model.safetensors")).doesNotExist();
    }

    @Test
    void aFileThatIsNotWhatTheCandidateSaysIsNotRegistered() throws IOException {
        Candidate honest = candidate("a");
        Candidate wrong = new Candidate(
                honest.name(), honest.runId(), honest.file(), Sha256.of(new byte[] {1}), "pre-trip", honest.metrics());

        assertThatThrownBy(() -> store().register(wrong)).isInstanceOf(BadInput.class);
        assertThat(store().versions(model())).isEmpty();
    }

    @Test
    void anAliasNeedsAVersion() {
        assertThatThrownBy(() -> store().setAlias(model(), "champion", "7"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has no version or alias \"7\"");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() {
        assertThatThrownBy(() -> store().versions("../other"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("\"../other\"");
        assertThatThrownBy(() -> store().setAlias(model(), "v3", "1"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("looks like a version");
    }

    final Candidate candidate(String content) throws IOException {
        Path file = Files.createTempFile(work, "model", ".safetensors");
        Files.writeString(file, content);
        return new Candidate(
                model(), runWith(file), file, Sha256.of(file), "pre-trip", new TreeMap<>(Map.of("rmse", 5.91)));
    }
}
