package dev.gradus.platform.artifacts;

import dev.gradus.platform.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Opens the store that {@code gradus.artifacts} names: a folder, or {@code s3://bucket/prefix}. */
@ApplicationScoped
class Stores {
    private final ArtifactSettings settings;
    private final Path ours = DataFolder.path().resolve("artifacts");
    private final String place;

    Stores(ArtifactSettings settings) {
        this.settings = settings;
        this.place = settings.place().orElse(ours.toString());
    }

    @Produces
    @Singleton
    Blobs blobs() throws IOException {
        if (!S3Place.isOne(place)) {
            return new FileBlobs(Path.of(place).resolve("blobs"));
        }
        return new S3Blobs(
                client(), presigner(), S3Place.parse(place), settings.s3().direct());
    }

    @Produces
    @Singleton
    Spool spool() throws IOException {
        // A file is moved into a file store, so the spool is on its file system.
        Path folder = S3Place.isOne(place) ? ours : Path.of(place);
        return Spool.open(folder.resolve("incoming"), settings.maxSize().asLongValue());
    }

    void close(@Disposes Spool spool) throws IOException {
        spool.close();
    }

    private S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // Ours is SHA-256, sent with each blob; other stores than Amazon's know no trailing CRC.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(configuration());
        region().ifPresent(builder::region);
        endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder().serviceConfiguration(configuration());
        region().ifPresent(builder::region);
        settings.s3().publicEndpoint().or(this::endpoint).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Buckets as hosts need a name service of the store's own; every other store than Amazon's takes them in the path. */
    private S3Configuration configuration() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint().isPresent())
                .chunkedEncodingEnabled(endpoint().isEmpty())
                .build();
    }

    /** Without one the SDK looks where it always does; a store of one's own has no regions but wants one in its signatures. */
    private Optional<Region> region() {
        return settings.s3().region().map(Region::of).or(() -> endpoint().map(any -> Region.US_EAST_1));
    }

    private Optional<URI> endpoint() {
        return settings.s3().endpoint();
    }
}
