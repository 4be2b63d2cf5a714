package dev.gradus.serving;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradus.kit.spi.PredictorReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"org.nd4j.linalg.factory.Nd4j", "org.bytedeco.javacpp.Loader", "org.duckdb.DuckDBDriver"})
    void theServerCarriesNoneOfTheNativeLibrariesOfTraining(String name) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }

    @Test
    void theProjectSaysHowItsModelsAreRead() {
        assertNotNull(PredictorReader.installed());
    }
}
