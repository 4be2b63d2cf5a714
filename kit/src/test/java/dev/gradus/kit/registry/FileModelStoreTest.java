package dev.gradus.kit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FileModelStoreTest extends ModelStoreContract {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    @Override
    ModelStore store() {
        return new FileModelStore(work.resolve("models"), NOON);
    }

    @Override
    String model() {
        return "mobility.rides";
    }

    @Override
    String runWith(Path file) {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    void corrupt(ModelVersion version) throws IOException {
        Files.writeString(work.resolve("models/mobility.rides/1/model.safetensors"), "other");
    }

    @Test
    void historyTellsWhatWasDoneInOrder() throws IOException {
        store().setAlias(model(), "champion", store().register(candidate("a")).version());
        store().setAlias(model(), "champion", store().register(candidate("b")).version());
        store().rollback(model(), "champion");

        String actor = System.getProperty("user.name");
        assertThat(Files.readAllLines(history()))
                .containsExactly(
                        line("register", "1", "null", actor),
                        line("alias", "1", "\"champion\"", actor),
                        line("register", "2", "null", actor),
                        line("alias", "2", "\"champion\"", actor),
                        line("rollback", "1", "\"champion\"", actor));
    }

    @Test
    void whatAKilledWriterLeftIsCleared() throws IOException {
        store().register(candidate("a"));
        Path left = Files.createDirectories(work.resolve("models/mobility.rides/.unfinished-1"));
        Files.writeString(left.resolve("model.safetensors"), "half");

        assertThat(store().versions(model())).hasSize(1);
        store().register(candidate("b"));

        assertThat(left).doesNotExist();
    }

    @Test
    void aWriterKilledBeforeItsLineOfHistoryHasItAddedByTheNext() throws IOException {
        store().setAlias(model(), "champion", store().register(candidate("a")).version());
        List<String> whole = Files.readAllLines(history());

        // killed after the rename of the version
        Files.writeString(history(), "");
        Files.delete(work.resolve("models/mobility.rides/aliases.json"));
        store().setAlias(model(), "champion", "1");
        assertThat(Files.readAllLines(history())).isEqualTo(whole);

        // killed after the rename of the aliases
        Files.write(history(), whole.subList(0, 1));
        store().setAlias(model(), "champion", "1");
        assertThat(Files.readAllLines(history())).isEqualTo(whole);
    }

    @Test
    void aLineOfHistoryCutShortByAKillIsReplaced() throws IOException {
        store().register(candidate("a"));
        String whole = Files.readString(history());
        Files.writeString(history(), whole.substring(0, 20));

        store().setAlias(model(), "champion", "1");

        assertThat(Files.readString(history())).startsWith(whole);
        assertThat(Files.readAllLines(history())).hasSize(2);
    }

    @Test
    void manyAtOnceEachGetAVersionOfTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ModelVersion>> registered = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Candidate candidate = candidate("content " + i);
                registered.add(threads.submit(() -> store().register(candidate)));
            }
            List<String> versions = new ArrayList<>();
            for (Future<ModelVersion> future : registered) {
                versions.add(future.get().version());
            }
            assertThat(versions).doesNotHaveDuplicates().hasSize(24);
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(history())).hasSize(24);
    }

    private Path history() {
        return work.resolve("models/mobility.rides/history.jsonl");
    }

    private static String line(String action, String version, String alias, String actor) {
        return "{\"time\":\"2026-01-02T12:00:00Z\",\"action\":\"%s\",\"version\":\"%s\",\"alias\":%s,\"actor\":\"%s\"}"
                .formatted(action, version, alias, actor);
    }
}
