package dev.gradus.platform.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"loss", "train/loss", "a b:c-d.e_f", "größe", "a/..b", ".hidden"})
    void aPlainNameIsAKey(String key) {
        assertThat(EntityNames.key("key", key)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?", "a\nb", "a,b", "50%", "a\\b"})
    void otherSignsAreRefused(String key) {
        assertThatThrownBy(() -> EntityNames.key("key", key))
                .hasMessage("Invalid value " + Python.json(key)
                        + " for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), dashes"
                        + " (-), periods (.), spaces ( ), colon(:) and slashes (/).");
    }

    @ParameterizedTest
    @CsvSource({
        "'', .",
        "., .",
        "../a, ../a",
        "..a, ..a",
        "a/../b, b",
        "a//b, a/b",
        "a/, a",
        "./a, a",
        "/a, /a",
        "//a, //a",
        "///a, /a",
        "/../a, /a",
        "a/../.., .."
    })
    void aNameThatWouldBeAnotherFileIsRefused(String name, String other) {
        assertThatThrownBy(() -> EntityNames.key("key", name))
                .hasMessageEndingWith("This name would resolve to '" + other + "'");
    }

    @Test
    void theLengthIsInCharacters() {
        assertThat(EntityNames.within("key", 2, "😀😀")).isEqualTo("😀😀");
        assertThatThrownBy(() -> EntityNames.within("key", 2, "abc"))
                .hasMessage("'key' exceeds the maximum length of 2 characters");
    }
}
