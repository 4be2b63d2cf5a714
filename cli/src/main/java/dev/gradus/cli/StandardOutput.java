package dev.gradus.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Whether all that was printed has arrived. */
final class StandardOutput {

    /** Why some of it has not; a reader that has seen enough, as {@code head}, is no failure. */
    Optional<String> failure() {
        return System.out.checkError()
                ? Optional.of(reason()).filter(reason -> !reason.contains("Broken pipe"))
                : Optional.empty();
    }

    /** The stream remembers that it failed, but not why; it is asked once more. */
    private static String reason() {
        try (FileOutputStream again = new FileOutputStream(FileDescriptor.out)) {
            again.write('\n');
            return "some of it was lost";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
