package dev.gradus.templates.tree;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The bytes of a file under their git id; of a file in a repository they are read when asked for.
 *
 * <pre>{@code
 * Content.of("hello\n").id(); // ce013625030ba8dba906f756967f9e9ca394464a
 * }</pre>
 */
public final class Content {
    private final String id;
    private final LongSupplier size;
    private final Supplier<byte[]> reader;

    private Content(String id, LongSupplier size, Supplier<byte[]> reader) {
        this.id = id;
        this.size = size;
        this.reader = reader;
    }

    public static Content of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Content(GitObject.blob(copy).id(), () -> copy.length, () -> copy);
    }

    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Content that lies elsewhere under a known id. */
    public static Content stored(String id, LongSupplier size, Supplier<byte[]> reader) {
        return new Content(id, size, reader);
    }

    /** Forty hexadecimal digits. */
    public String id() {
        return id;
    }

    /** In bytes; known without reading them. */
    public long size() {
        return size.getAsLong();
    }

    public byte[] bytes() {
        return reader.get().clone();
    }

    public String text() {
        return new String(reader.get(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
