package dev.gradus.templates.pack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All files of a pack by path, {@code pack.yaml} among them. */
public record PackFiles(SortedMap<String, byte[]> files) {

    public static PackFiles of(Map<String, byte[]> files) {
        return new PackFiles(new TreeMap<>(files));
    }

    /** {@code sha256:} and the digest of all paths and contents. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, bytes) -> {
                digest.update((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The files of one folder, by their path below it. */
    public SortedMap<String, byte[]> under(String folder) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        SortedMap<String, byte[]> found = new TreeMap<>();
        files.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .forEach(entry -> found.put(entry.getKey().substring(prefix.length()), entry.getValue()));
        return found;
    }
}
