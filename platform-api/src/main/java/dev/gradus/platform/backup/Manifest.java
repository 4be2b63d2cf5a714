package dev.gradus.platform.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What a backup holds. It is the last entry of the file, so a file that was cut short has none.
 *
 * @param format of the file itself
 * @param schema the version of the last migration that the database had
 * @param createdAt RFC 3339, UTC
 */
record Manifest(
        int format,
        String schema,
        String createdAt,
        List<Table> tables,
        List<Sequence> sequences,
        List<Attachment> files) {
    /** The one format there is. */
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";
    static final ObjectMapper JSON = JsonMapper.builder().build();

    Manifest {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        files = List.copyOf(files);
    }

    /**
     * A table, whose rows are in PostgreSQL's text format of COPY, which every major version reads.
     *
     * @param name quoted where SQL needs it
     * @param columns quoted where SQL needs it, in the order of the fields
     * @param sha256 of the entry, in lower case hexadecimal
     */
    record Table(String name, List<String> columns, long rows, String sha256) {
        Table {
            columns = List.copyOf(columns);
        }

        /** The name of its entry. */
        String entry() {
            return "tables/" + name;
        }
    }

    /** A sequence and the last number it gave. */
    record Sequence(String name, long value) {}

    /**
     * A file of the data folder.
     *
     * @param name its path in the folder, with slashes
     */
    record Attachment(String name, String sha256) {
        /** The name of its entry. */
        String entry() {
            return "files/" + name;
        }
    }
}
