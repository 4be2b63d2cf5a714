package dev.gradus.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Files that rows of the database name, and that a backup holds besides the rows.
 *
 * <pre>{@code
 * for (String name : attachments.of(snapshot)) {
 *     try (InputStream bytes = attachments.open(name)) { … }
 * }
 * }</pre>
 */
public interface Attachments {
    /** The paths, in the data folder, of all that the transaction's snapshot names; they stay until the transaction ends. */
    List<String> of(Handle snapshot);

    /** The bytes of one. */
    InputStream open(String name) throws IOException;
}
