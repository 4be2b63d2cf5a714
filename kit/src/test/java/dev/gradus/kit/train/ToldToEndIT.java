package dev.gradus.kit.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that is told to end (SIGTERM runs the same hooks as the SIGINT of Ctrl-C) leaves nothing running and nothing half. */
@DisabledOnOs(OS.WINDOWS)
class ToldToEndIT {

    @TempDir
    Path folder;

    @Test
    void whatItStartedEndsWithIt() throws Exception {
        Process parent = Programs.start(Programs.Parent.class);
        assertThat(parent.getInputStream().read()).isEqualTo('!');
        List<ProcessHandle> started = parent.descendants().toList();
        assertThat(started).hasSizeGreaterThanOrEqualTo(3);

        parent.toHandle().destroy();

        assertThat(parent.waitFor()).isEqualTo(143);
        assertThat(started).noneMatch(ProcessHandle::isAlive);
        assertThat(new String(parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isBlank();
        assertThat(parent.getErrorStream().readAllBytes()).isEmpty();
    }

    @Test
    void theFileItWasWritingIsWhatItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("metrics.json"), "old");
        Process writer = Programs.start(Programs.Writer.class, file.toString());
        assertThat(writer.getInputStream().read()).isEqualTo('!');
        assertThat(folder.toFile().list()).hasSize(2);

        writer.toHandle().destroy();

        assertThat(writer.waitFor()).isEqualTo(143);
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("metrics.json");
    }
}
