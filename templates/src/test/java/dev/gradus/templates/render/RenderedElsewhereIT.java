package dev.gradus.templates.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pack that comes with Gradus renders to the same bytes on machines that are set up in other ways. */
class RenderedElsewhereIT {

    @ParameterizedTest
    @CsvSource({"tr, TR, Pacific/Kiritimati, ISO-8859-1, C", "ar, EG, America/St_Johns, US-ASCII, C.UTF-8"})
    void theLocksAreTheSame(String language, String country, String zone, String encoding, String lang)
            throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Duser.timezone=" + zone,
                "-Dfile.encoding=" + encoding,
                "-cp",
                System.getProperty("java.class.path"),
                RenderingProgram.class.getName());
        program.environment().put("LANG", lang);
        Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();

        String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(there).isNotEmpty().isEqualTo(RenderingProgram.locks());
    }
}
