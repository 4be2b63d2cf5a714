package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.spi.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommandTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void optionsAreReadAndEmptyOnesCountAsNotGiven() {
        List<String> seen = new ArrayList<>();

        int code = run(
                options -> {
                    seen.add(options.require("data"));
                    seen.add(options.get("test", "none"));
                    seen.add(options.find("contract").orElse("default"));
                },
                "--data=a=b",
                "--test=");

        assertThat(code).isZero();
        assertThat(seen).containsExactly("a=b", "none", "default");
        assertThat(errors()).isEmpty();
    }

    @Test
    void aMistakeIsOneLineWithItsRemedy() {
        int code = run(options -> {
            throw new BadInput("the month is empty", "give another");
        });

        assertThat(code).isEqualTo(2);
        assertThat(errors()).isEqualTo("train: the month is empty. Maybe: give another." + System.lineSeparator());
    }

    @Test
    void aRefusalIsNeitherAFaultNorAMistake() {
        int code = run(options -> {
            throw new Refused("latency is 900, at most 500 is allowed", "make it faster");
        });

        assertThat(code).isEqualTo(1);
        assertThat(errors())
                .isEqualTo("train: latency is 900, at most 500 is allowed. Maybe: make it faster."
                        + System.lineSeparator());
    }

    @Test
    void anUnknownOrMissingOptionIsNamed() {
        assertThat(run(options -> {}, "--dta=x")).isEqualTo(2);
        assertThat(run(options -> options.require("data"))).isEqualTo(2);

        assertThat(errors())
                .contains("unknown option --dta=x")
                .contains("--data=…")
                .contains("--data is missing");
    }

    @Test
    void failedOutputHasItsOwnCode() {
        assertThat(run(options -> {
                    throw new UncheckedIOException("cannot write x: No space left on device", new IOException());
                }))
                .isEqualTo(4);
        assertThat(errors()).hasLineCount(1).startsWith("train: cannot write x");
    }

    @Test
    void failedOutputIsToldWithItsReason() {
        run(options -> {
            throw new UncheckedIOException("cannot write models", new IOException("No space left on device"));
        });

        assertThat(errors()).isEqualTo("train: cannot write models: No space left on device." + System.lineSeparator());
    }

    @Test
    void aFaultShowsNoStackTrace() {
        assertThat(run(options -> {
                    throw new IllegalStateException("impossible");
                }))
                .isEqualTo(1);
        assertThat(errors()).hasLineCount(1).contains("impossible").doesNotContain("\tat ");
    }

    private int run(Consumer<Command.Options> body, String... args) {
        return Command.named("train", "data", "test", "contract")
                .to(new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args, body);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
