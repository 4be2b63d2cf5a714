package dev.gradus.templates.tree;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A blob or a tree as git stores it, named by the digest of its content.
 *
 * <pre>{@code
 * GitObject.blob("hello\n".getBytes(UTF_8)).id(); // ce013625030ba8dba906f756967f9e9ca394464a
 * }</pre>
 */
public final class GitObject {
    private final String id;
    private final byte[] bytes;

    private GitObject(String type, byte[] bytes) {
        this.id = id(type, bytes);
        this.bytes = bytes;
    }

    static GitObject blob(byte[] bytes) {
        return new GitObject("blob", bytes);
    }

    static GitObject tree(byte[] bytes) {
        return new GitObject("tree", bytes);
    }

    /** Forty hexadecimal digits. */
    public String id() {
        return id;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    private static String id(String type, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update((type + " " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
