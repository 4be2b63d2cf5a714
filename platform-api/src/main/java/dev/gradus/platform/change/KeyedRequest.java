package dev.gradus.platform.change;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request with an {@code Idempotency-Key}. An answer may hold a secret that is shown once, so what is kept of it is encrypted
 * by the caller's token and key, of which the database holds a digest only.
 */
final class KeyedRequest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] key;
    private final byte[] request;
    private final byte[] cipherKey;
    private boolean claimed;

    /**
     * Of what makes the request the same one.
     *
     * @param caller the header by which the caller shows who it is
     */
    KeyedRequest(String caller, String key, String call, byte[] body) {
        this.key = digest("key", caller, key);
        this.cipherKey = digest("answer", caller, key);
        this.request = digest(call, new String(body, StandardCharsets.ISO_8859_1));
    }

    byte[] key() {
        return key;
    }

    byte[] request() {
        return request;
    }

    boolean claimed() {
        return claimed;
    }

    void claim() {
        claimed = true;
    }

    /** The answer as it is kept. */
    String encrypt(String answer) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, answer.getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return base64.encodeToString(nonce) + " " + base64.encodeToString(encrypted);
    }

    String decrypt(String kept) {
        List<byte[]> parts =
                Stream.of(kept.split(" ")).map(Base64.getDecoder()::decode).toList();
        return new String(cipher(Cipher.DECRYPT_MODE, parts.get(0), parts.get(1)), StandardCharsets.UTF_8);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(cipherKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the answer that was kept can not be read", damaged);
        }
    }

    /** Each part with its length, so that no two lists of parts are one text. */
    private static byte[] digest(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha256.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
