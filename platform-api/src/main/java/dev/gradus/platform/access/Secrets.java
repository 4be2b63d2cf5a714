package dev.gradus.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secrets of tokens: 256 random bits, of which the database holds the SHA-256 only. So much chance needs no slow hash. */
final class Secrets {
    /** Tells a token of ours from one of another issuer, and lets scanners of leaked secrets find it. */
    static final String PREFIX = "gradus_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 9;

    private Secrets() {}

    static String next() {
        return PREFIX + random(SECRET_BYTES);
    }

    /** A token's public id, by which it is listed, revoked and named in the audit. */
    static String nextId() {
        return random(ID_BYTES);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
