package dev.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, or closed to writing, gives one line and exit code 4, and changes nothing. */
@EnabledOnOs(OS.LINUX)
final class DiskIT {
    private static final String ROOM_FOR_A_PROJECT = "size=16m";

    @TempDir
    Path folder;

    @Test
    void aScaffoldThatFindsNoRoomLeavesNothing() throws Exception {
        try (Tmpfs disk = Tmpfs.on(folder.resolve("disk"), "size=256k")) {
            Program.Result result = Program.in(disk.folder()).run("new", "rides", "--yes");

            result.requireOneLine(ExitCode.OUTSIDE);
            assertThat(result.err()).contains("No space left on device");
            assertThat(disk.folder()).isEmptyDirectory();
        }
    }

    @Test
    void aPromotionThatFindsNoRoomLeavesTheRepositoryAsItWas() throws Exception {
        try (Tmpfs disk = Tmpfs.on(folder.resolve("disk"), ROOM_FOR_A_PROJECT)) {
            Program.in(disk.folder()).run("new", "rides", "--yes");
            disk.fill();
            SortedMap<String, String> before = Contents.of(disk.folder());

            Program.Result result = Program.in(disk.folder()).run("promote", "rides");

            result.requireOneLine(ExitCode.OUTSIDE);
            assertThat(result.err()).contains("No space left on device");
            assertThat(Contents.of(disk.folder())).isEqualTo(before);
        }
    }

    @Test
    void aPromotionThatRunsOutOfRoomSucceedsOnceThereIsSome() throws Exception {
        try (Tmpfs disk = Tmpfs.on(folder.resolve("disk"), ROOM_FOR_A_PROJECT)) {
            Program.in(disk.folder()).run("new", "rides", "--yes");
            Path project = disk.folder().resolve("rides");
            disk.fill();
            // Room for some of the objects, and not for all.
            Files.write(
                    disk.folder().resolve("filler"),
                    new byte[(int) Files.size(disk.folder().resolve("filler")) - 65536]);
            SortedMap<String, String> before = Contents.ofRepository(project);

            Program.in(project).run("promote").requireOneLine(ExitCode.OUTSIDE);

            assertThat(Contents.ofRepository(project)).isEqualTo(before);
            Files.delete(disk.folder().resolve("filler"));
            assertThat(Program.in(project).run("promote").exitCode()).isZero();
        }
    }

    @Test
    void aFolderThatNobodyMayWriteToIsRefused() throws Exception {
        try (Tmpfs disk = Tmpfs.on(folder.resolve("disk"), "ro,size=64k")) {
            Program.Result result = Program.in(folder).run("new", "rides", "--yes", "--dir", "disk/rides");

            result.requireOneLine(ExitCode.MISTAKE);
            assertThat(result.err()).contains(disk.folder() + "\" is no folder that you may write to");
        }
    }

    @Test
    void aRepositoryThatNobodyMayWriteToIsLeftAsItWas() throws Exception {
        try (Tmpfs disk = Tmpfs.on(folder.resolve("disk"), ROOM_FOR_A_PROJECT)) {
            Program.in(disk.folder()).run("new", "rides", "--yes");
            disk.closeToWriting();
            SortedMap<String, String> before = Contents.of(disk.folder());

            Program.Result promoted = Program.in(folder).run("promote", "disk/rides");
            Program.Result assessed = Program.in(folder).run("assess", "disk/rides", "--quiet");

            promoted.requireOneLine(ExitCode.OUTSIDE);
            assertThat(promoted.err()).contains("Read-only file system");
            assertThat(assessed.exitCode()).isZero();
            assertThat(Contents.of(disk.folder())).isEqualTo(before);
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoAnswer() throws Exception {
        Path err = folder.resolve("err");
        Process process = Program.in(folder).start(Path.of("/dev/full"), err, "catalogue");

        assertThat(process.waitFor()).isEqualTo(ExitCode.OUTSIDE);
        assertThat(err).content().contains("No space left on device").hasLineCount(1);
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
        Path err = folder.resolve("err");
        Process process = Program.in(folder).startInto("head -n 1", err, "catalogue");

        assertThat(process.waitFor()).isZero();
        assertThat(err).isEmptyFile();
    }
}
