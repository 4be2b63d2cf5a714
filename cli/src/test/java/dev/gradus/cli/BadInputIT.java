package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake gets one clear line and the right exit code, and changes nothing. */
final class BadInputIT {
    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAProject() throws Exception {
        assertThat(Program.in(folder).run("new", "rides", "--yes").exitCode()).isZero();
        Files.createDirectories(folder.resolve("taken/by"));
        Files.createDirectories(folder.resolve("plain"));
        Files.writeString(folder.resolve("plain/note.txt"), "not a repository\n");
        Files.writeString(folder.resolve("wrong.yaml"), "contract: mid-trip\n");
        Files.writeString(folder.resolve("broken.yaml"), "contract: [\n");
        Files.writeString(folder.resolve("unknown.yaml"), "contrakt: pre-trip\n");
    }

    @ParameterizedTest(name = "gradus {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    new fares --yes --pack taxi-durations      | taxi-durations  | did you mean "taxi-duration"?
                    new fares --yes --stage manged             | manged          | did you mean "managed"?
                    new fares --yes --set contrakt=pre-trip    | contrakt        | did you mean "contract"?
                    new fares --yes --set contract=mid-trip    | mid-trip        | pre-trip
                    new Fares --yes                            | Fares           | small letters
                    new fa/res --yes                           | fa/res          | name
                    new fares --yes --set package=com.1x       | com.1x          | package
                    new fares --yes --set package=com.class    | com.class       | package
                    new fares --yes --dir taken                | taken           | another
                    new fares --yes --dir wrong.yaml/fares     | wrong.yaml      | another folder
                    new fares --yes --answers none.yaml        | none.yaml       | --answers
                    new fares --yes --answers wrong.yaml       | mid-trip        | pre-trip
                    new fares --yes --answers broken.yaml      | broken.yaml     | one answer a line
                    new fares --yes --answers unknown.yaml     | contrakt        | did you mean "contract"?
                    new                                        | NAME            | --help
                    asess rides                                | asess           | did you mean "assess"?
                    assess plain                               | plain           | git
                    assess nowhere                             | nowhere         | folder
                    assess rides --require manged              | manged          | did you mean "managed"?
                    assess rides --at yesterday                | yesterday       | 2026
                    status plain                               | plain           | git
                    diff plain                                 | plain           | git
                    plan promote plain                         | plain           | git
                    promote plain                              | plain           | git
                    promote rides --to manged                  | manged          | did you mean "managed"?
                    promote rides --to adhoc                   | adhoc           | above
                    explain dep-pinned rides                   | dep-pinned      | did you mean "deps-pinned"?
                    catalogue dep-pinned                       | dep-pinned      | did you mean "deps-pinned"?
                    demo --data plain                          | 2021-01.parquet | --data
                    demo --to governd                          | governd         | did you mean "governed"?
                    demo --dir .                               | rides           | --dir
                    completion powershell                      | powershell      | bash
                    """)
    void theMistakeIsNamedWithItsRemedy(String arguments, String value, String remedy) throws Exception {
        SortedMap<String, String> before = Contents.of(folder);

        Program.Result result = Program.in(folder).run(arguments.split(" "));

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains(value).containsIgnoringCase(remedy);
        assertThat(Contents.of(folder)).isEqualTo(before);
    }

    @ParameterizedTest(name = "a pack that writes to {0}")
    @CsvSource({
        "../evil, leaves the folder",
        "/tmp/evil, is absolute",
        "README.md, the same name",
        "link, symbolic link",
    })
    void aPackThatReachesOutIsRefused(String place, String reason) throws Exception {
        Path pack = Files.createTempDirectory(folder, "pack");
        Files.writeString(pack.resolve("pack.yaml"), """
                name: evil
                version: 1.0.0
                title: Writes elsewhere
                answers: {type: object, required: [name], properties: {name: {type: string}}}
                paths: {__place__: "%s"}
                stages: [{name: adhoc}]
                """.formatted(place));
        Path stage = Files.createDirectory(pack.resolve("adhoc"));
        Files.writeString(stage.resolve("readme.md"), "mine\n");
        if (place.equals("link")) {
            Files.createSymbolicLink(stage.resolve("passwd"), folder.resolve("plain/note.txt"));
        } else {
            Files.writeString(stage.resolve("__place__"), "evil\n");
        }
        SortedMap<String, String> before = Contents.of(folder);

        Program.Result result = Program.in(folder).run("new", "fares", "--yes", "--pack", pack.toString());

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains(reason);
        assertThat(Contents.of(folder)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"promote", "plan promote", "update", "status", "diff"})
    void aLockThatWasEditedByHandIsNotBuiltOn(String verb) throws Exception {
        Path project = folder.resolve("locked-" + verb.replace(' ', '-'));
        Program.in(folder).run("new", project.getFileName().toString(), "--yes");
        Path lock = project.resolve(".gradus/lock.json");
        Files.writeString(lock, Files.readString(lock).replace("\"adhoc\"", "\"managed\""));
        new ProcessBuilder("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qam", "edit")
                .directory(project.toFile())
                .start()
                .waitFor();
        SortedMap<String, String> before = Contents.of(folder);

        Program.Result result = Program.in(project).run(verb.split(" "));

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains("lock.json was edited by hand");
        assertThat(Contents.of(folder)).isEqualTo(before);
    }

    @Test
    void aDirtyTreeIsNotPromoted() throws Exception {
        Path project = folder.resolve("dirty");
        Program.in(folder).run("new", "dirty", "--yes");
        Files.writeString(project.resolve("README.md"), "changed\n");
        SortedMap<String, String> before = Contents.of(folder);

        Program.Result result = Program.in(project).run("promote");

        result.requireOneLine(ExitCode.MISTAKE);
        assertThat(result.err()).contains("README.md").contains("ommit");
        assertThat(Contents.of(folder)).isEqualTo(before);
    }

    @Test
    void anErrorShowsItsTraceOnRequestOnly() throws Exception {
        Program.Result result = Program.in(folder).run("assess", "plain", "--debug");

        assertThat(result.exitCode()).isEqualTo(ExitCode.MISTAKE);
        assertThat(result.err()).contains("\tat dev.gradus");
    }
}
