package dev.gradus.kit.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Content digests in the form {@code sha256:<64 hexadecimal digits>}.
 *
 * <pre>{@code
 * Sha256.of(Path.of("build/model/model.safetensors"))   // "sha256:41d0…"
 * }</pre>
 */
public final class Sha256 {

    private static final int BUFFER = 1 << 16;

    private Sha256() {}

    /** The digest of a file's bytes, read in constant memory. */
    public static String of(Path file) {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return text(digest.digest());
    }

    /** The digest of some bytes. */
    public static String of(byte[] bytes) {
        return text(newDigest().digest(bytes));
    }

    private static String text(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
