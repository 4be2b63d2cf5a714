package dev.gradus.platform.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"rides", "mobility.rides", "größe 2", "a@b", "x%2fy"})
    void aNameMayBeAnythingThatIsNoPath(String name) {
        assertThat(RegistryNames.model(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "' ', Missing value for required parameter 'name'.",
        "a/b, Invalid model name 'a/b'. Names cannot contain '/' or ':'.",
        "a:b, Invalid model name 'a:b'. Names cannot contain '/' or ':'.",
    })
    void aPathIsNoName(String name, String message) {
        assertThatThrownBy(() -> RegistryNames.model(name)).hasMessage(message);
    }

    @Test
    void aNameIsNotTooLong() {
        assertThatThrownBy(() -> RegistryNames.model("n".repeat(257)))
                .hasMessage("'name' exceeds the maximum length of 256 characters");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "' 2 ', 2", "+3, 3", "007, 7", "-1, -1"})
    void aVersionIsANumber(String text, int number) {
        assertThat(RegistryNames.version(text)).isEqualTo(number);
    }

    @Test
    void aVersionThatIsNoNumberIsRefusedAndOneBeyondAllNumbersIsNotThere() {
        assertThatThrownBy(() -> RegistryNames.version("one"))
                .hasMessage("Parameter 'version' must be an integer, got 'one'.");
        assertThat(RegistryNames.version("99999999999999999999")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "latest, 'latest'' alias name (case insensitive) is reserved.'",
        "LATEST, 'latest'' alias name (case insensitive) is reserved.'",
        "v1, Version alias name 'v1' is reserved.",
        "a b, 'Invalid alias name: ''a b''. Names may only contain alphanumerics, underscores (_), and dashes (-).'"
    })
    void anAliasIsAWordThatNamesNoVersion(String alias, String message) {
        assertThatThrownBy(() -> RegistryNames.newAlias(alias)).hasMessageEndingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"champion", "v", "v1a", "shadow-2", "größe"})
    void otherWordsAreAliases(String alias) {
        assertThat(RegistryNames.newAlias(alias)).isEqualTo(alias);
    }
}
