package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void aSlipOfTheHandFindsItsWord() {
        assertThat(Nearest.to("manged", Stage.keys())).contains("managed");
        assertThat(Nearest.to("taxi-durations", List.of("taxi-duration"))).contains("taxi-duration");
    }

    @Test
    void anotherWordFindsNone() {
        assertThat(Nearest.to("production", Stage.keys())).isEmpty();
        assertThat(Nearest.remedy("production", Stage.keys()))
                .isEqualTo("use one of adhoc, managed, automated, orchestrated, governed");
        assertThat(Nearest.remedy("x", List.of())).isEqualTo("leave it out; none is known here");
    }
}
