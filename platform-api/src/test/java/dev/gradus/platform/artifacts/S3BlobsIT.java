package dev.gradus.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class S3BlobsIT extends BlobsContract {
    @TempDir
    static Path storeFolder;

    private static ObjectStore store;

    @BeforeAll
    static void start() throws IOException {
        store = ObjectStore.start(storeFolder);
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    Blobs blobs() {
        return blobs(ObjectStore.SECRET);
    }

    @Test
    void theStoreChecksWhoAsks() {
        assertThatThrownBy(() -> blobs("a wrong secret").delete(UUID.randomUUID()))
                .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                        .isEqualTo(403));
    }

    @Test
    void partsPutBySignedAddressesBecomeOneBlob() throws Exception {
        DirectBlobs direct = blobs().direct().orElseThrow();
        UUID id = UUID.randomUUID();
        String upload = direct.begin(id);
        String first = "a".repeat(5 << 20);
        String tag1 = put(direct.partAddress(id, upload, 1), first)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String tag2 = put(direct.partAddress(id, upload, 2), "b")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        long size = direct.complete(id, upload, List.of(new DirectBlobs.Part(1, tag1), new DirectBlobs.Part(2, tag2)));

        assertThat(size).isEqualTo((5 << 20) + 1);
        assertThat(read(id, new ByteRange((5 << 20) - 1, 2))).isEqualTo("ab");
    }

    @Test
    void aSignedAddressIsGoodForItsBlobOnly() throws Exception {
        UUID mine = put("mine");
        UUID other = put("other");
        URI address = blobs().direct().orElseThrow().address(mine, "mine.html");

        HttpResponse<String> answer = get(address);
        HttpResponse<String> forged = get(URI.create(address.toString().replace(mine.toString(), other.toString())));

        assertThat(answer.body()).isEqualTo("mine");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"mine.html\"");
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void anUploadThatIsGivenUpMayBeGivenUpAgain() {
        DirectBlobs direct = blobs().direct().orElseThrow();
        UUID id = UUID.randomUUID();
        String upload = direct.begin(id);

        direct.abort(id, upload);
        direct.abort(id, upload);

        assertThatThrownBy(() -> direct.complete(id, upload, List.of(new DirectBlobs.Part(1, "tag"))))
                .isInstanceOf(S3Exception.class);
    }

    private static Blobs blobs(String secret) {
        S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(store.endpoint())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(ObjectStore.credentials(secret))
                .build();
        return new S3Blobs(store.client(secret), presigner, new S3Place(ObjectStore.BUCKET, "gradus/"), true);
    }

    private static HttpResponse<String> put(URI address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .PUT(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
