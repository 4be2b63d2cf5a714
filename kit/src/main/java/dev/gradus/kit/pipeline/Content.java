package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file or folder holds, named by MD5 as DVC 3 does. MD5 only tells content apart here; nothing trusts it against
 * an attacker (models and data carry SHA-256 elsewhere).
 *
 * <pre>{@code
 * Content.of(Path.of("data/sample"))   // Content[md5=3f….dir, size=190432, files=2, executable=false]
 * }</pre>
 *
 * @param md5 of the bytes; of a folder's listing, with {@code .dir} behind it
 * @param size bytes, summed over a folder
 * @param files number of files of a folder, 0 for a file
 * @param executable whether a file may be executed
 */
record Content(String md5, long size, int files, boolean executable) {

    /** The content, or nothing when the path is not there. */
    static Optional<Content> of(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return Optional.of(folder(path));
            }
            return Files.exists(path) ? Optional.of(file(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static Content file(Path file) throws IOException {
        MessageDigest md5 = newMd5();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                md5.update(buffer, 0, n);
            }
        }
        return new Content(hex(md5), Files.size(file), 0, mayRun(file));
    }

    /** DVC's listing of a folder: a JSON array of {@code {"md5": …, "relpath": …}} sorted by path, in Python's spacing. */
    private static Content folder(Path folder) throws IOException {
        List<String> paths = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !hidden(path))
                    .forEach(paths::add);
        }
        paths.sort(Content::byCodePoints);
        List<String> entries = new ArrayList<>();
        long size = 0;
        for (String path : paths) {
            Content content = file(folder.resolve(path));
            size += content.size();
            entries.add("{\"md5\": \"" + content.md5() + "\", \"relpath\": \"" + ascii(path) + "\"}");
        }
        MessageDigest md5 = newMd5();
        md5.update(("[" + String.join(", ", entries) + "]").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return new Content(hex(md5) + ".dir", size, paths.size(), false);
    }

    /** What DVC always leaves out of a folder. */
    private static boolean hidden(String path) {
        return Stream.of(path.split("/")).anyMatch(part -> part.matches("\\.(git|hg|dvc|dvcignore)"));
    }

    /** The entry of {@code dvc.lock}. */
    ObjectNode entry(String path) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("path", path).put("hash", "md5").put("md5", md5).put("size", size);
        if (md5.endsWith(".dir")) {
            entry.put("nfiles", files);
        } else if (executable) {
            entry.put("isexec", true);
        }
        return entry;
    }

    /** Whether an entry of {@code dvc.lock} names this content; the rest of the entry only describes it. */
    boolean matches(JsonNode entry) {
        return entry.path("md5").asText().equals(md5);
    }

    private static boolean mayRun(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix && Files.getPosixFilePermissions(file).toString().contains("EXECUTE");
    }

    private static int byCodePoints(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    /** A JSON string's inside as Python writes it: everything beyond ASCII escaped, in lower-case hex. */
    private static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : new String(JsonStringEncoder.getInstance().quoteAsString(text)).toCharArray()) {
            out.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return out.toString();
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
