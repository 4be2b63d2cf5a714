package dev.gradus.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradus.kit.registry.FileModelStore;
import dev.gradus.kit.registry.ModelVersion;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourceTest {

    @TempDir
    Path models;

    @Test
    void aMarkMeansItsModelAlsoWhenTheAliasHasMovedOnMeanwhile() {
        ModelVersion first = TestStore.champion(models, FixtureReader.saying(1));
        ModelSource source =
                new ModelSource.Alias(new FileModelStore(models, Clock.systemUTC()), TestStore.MODEL, "champion");
        String mark = source.mark();
        TestStore.champion(models, FixtureReader.saying(2));

        assertEquals(first.digest(), source.wanted(mark).digest());
    }
}
