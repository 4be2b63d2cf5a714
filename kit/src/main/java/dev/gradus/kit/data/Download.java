package dev.gradus.kit.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Fetches months into a folder, once each; a file is in it only when it came over whole. */
final class Download {

    private static final int OK = 200;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private final Path folder;
    private final Checksums checksums;

    Download(Path folder, Checksums checksums) {
        this.folder = folder;
        this.checksums = checksums;
    }

    TripFile fetch(URI address) {
        requireSafe(address);
        String path = address.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.(parquet|csv)")) {
            throw new BadInput(
                    "%s does not name a .parquet file".formatted(address), "give the address of one month's file");
        }
        // Two servers may have files of one name, so each address has its own folder.
        String source = Sha256.of(address.toString().getBytes(StandardCharsets.UTF_8))
                .substring("sha256:".length(), "sha256:".length() + 12);
        Path target = folder.resolve(source).resolve(name);
        if (!Files.exists(target)) {
            copy(address, target);
        }
        TripFile file = TripFile.of(target);
        checksums.check(name, file);
        return file;
    }

    private static void requireSafe(URI address) {
        boolean here = "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (!"https".equals(address.getScheme()) && !here) {
            throw new BadInput("%s is not an https:// address".formatted(address), "use https:// or a file's path");
        }
    }

    private static void copy(URI address, Path target) {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(10)).build();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw new BadInput(
                            "%s answers with status %d".formatted(address, answer.statusCode()),
                            "check that the month is published");
                }
                AtomicFile.write(target, body::transferTo);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot download %s: %s".formatted(address, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while downloading " + address, e);
        }
    }
}
