package dev.gradus.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelUriTest {
    @ParameterizedTest
    @CsvSource({
        "models:/rides/3, rides, VERSION, 3",
        "models:/rides/Production, rides, STAGE, Production",
        "models:/rides/latest, rides, LATEST, latest",
        "models:/rides@champion, rides, ALIAS, champion",
        "models:/a@b@c, a@b, ALIAS, c"
    })
    void aVersionIsNamedByNumberStageAliasOrAsTheNewest(String uri, String name, ModelUri.By by, String value) {
        assertThat(ModelUri.of(uri)).contains(new ModelUri.Registered(name, by, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"models:/m-1", "models:///m-1", "models://host/m-1"})
    void aLoggedModelIsNamedByItsId(String uri) {
        assertThat(ModelUri.of(uri)).contains(new ModelUri.Logged("m-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models:",
                "models:/",
                "models:/ ",
                "models:/a/",
                "models:/a/b/c",
                "models:a",
                "models:/a@",
                "runs:/a"
            })
    void anythingElseNamesNoModel(String uri) {
        assertThat(ModelUri.of(uri)).isEmpty();
    }
}
