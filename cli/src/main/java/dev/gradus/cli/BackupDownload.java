package dev.gradus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup on its way from the server into a file. */
record BackupDownload(String url, String token) {
    /** The server writes it last. */
    private static final String LAST = "manifest.json";

    /** Writes the file, whole or not at all; its SHA-256. */
    String to(Path file) throws IOException {
        Path part = PrivateFile.create(file.resolveSibling(file.getFileName() + ".part"));
        try {
            String sha256 = receive(part);
            requireWhole(part);
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return sha256;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String receive(Path part) throws IOException {
        MessageDigest sha256 = sha256();
        HttpResponse<InputStream> answer = send();
        try (InputStream body = new DigestInputStream(answer.body(), sha256)) {
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode());
            }
            // Into the file that is there, whose permissions a copy would replace.
            try (OutputStream out = Files.newOutputStream(part)) {
                body.transferTo(out);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private HttpResponse<InputStream> send() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url).resolve("/api/v1/backup"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException unreachable) {
            throw CliProblem.outside(
                    "no server answers at " + url, "start it by \"gradus up\", or name one by --server.", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CliProblem.outside("interrupted while the server answered", "run it again.", interrupted);
        }
    }

    private CliProblem refused(int status) {
        return switch (status) {
            case 401 ->
                CliProblem.mistake(
                        "the server at " + url + " does not know the token", "log in there as an administrator.");
            case 403 ->
                CliProblem.mistake(
                        "the token for " + url + " is not an administrator's", "log in there as an administrator.");
            default ->
                CliProblem.outside(
                        "the server at " + url + " answered " + status + " to the request for a backup",
                        "look into its log.",
                        null);
        };
    }

    /** A server that fails midway can only stop sending. */
    private void requireWhole(Path part) throws IOException {
        try (ZipFile zip = new ZipFile(part.toFile())) {
            if (zip.getEntry(LAST) != null) {
                return;
            }
        } catch (ZipException cut) {
            throw incomplete(cut);
        }
        throw incomplete(new ZipException("no " + LAST));
    }

    private CliProblem incomplete(ZipException cause) {
        return CliProblem.outside(
                "the server at " + url + " stopped before the backup was whole", "look into its log.", cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
