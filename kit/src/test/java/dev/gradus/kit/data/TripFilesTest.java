package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TripFilesTest {

    private static final byte[] MONTH = "a month".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path project;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data/green_tripdata_2021-01.parquet", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, MONTH.length);
            exchange.getResponseBody().write(MONTH);
            exchange.close();
        });
        server.createContext("/data/green_tripdata_2021-02.parquet", exchange -> {
            // Promises more than it sends.
            exchange.sendResponseHeaders(200, MONTH.length + 100);
            exchange.getResponseBody().write(MONTH);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFolderMeansItsMonthsByName() throws IOException {
        file("data/green_tripdata_2021-02.parquet");
        file("data/green_tripdata_2021-01.parquet");
        file("data/README.md");

        assertThat(names("data")).containsExactly("green_tripdata_2021-01.parquet", "green_tripdata_2021-02.parquet");
    }

    @Test
    void severalItemsAreTakenInTheirOrderAndOnceEach() throws IOException {
        file("a.parquet");
        file("b.parquet");

        assertThat(names("b.parquet, a.parquet b.parquet")).containsExactly("b.parquet", "a.parquet");
    }

    @Test
    void aPathMayHoldBlanks() throws IOException {
        file("my rides.parquet");

        assertThat(names("my rides.parquet")).containsExactly("my rides.parquet");
    }

    @Test
    void aMonthIsLookedUpUnderTheBaseFolder() throws IOException {
        file("tlc/yellow_tripdata_2021-03.parquet");

        TripFile found = new TripFiles(project, "tlc").find("yellow:2021-03").get(0);

        assertThat(found.month()).contains(YearMonth.of(2021, 3));
    }

    @Test
    void aFileAddressMeansTheFile() throws IOException {
        Path file = file("a.parquet");

        assertThat(names(file.toUri().toString())).containsExactly("a.parquet");
    }

    @Test
    void aMonthUnderABaseAddressIsDownloadedOnce() {
        TripFiles files = new TripFiles(project, base());

        TripFile first = files.find("2021-01").get(0);
        TripFile second = files.find("2021-01").get(0);

        assertThat(first).isEqualTo(second);
        assertThat(first.path()).hasBinaryContent(MONTH).startsWith(project.resolve("build/months"));
        assertThat(requests).hasValue(1);
    }

    @Test
    void aDownloadWithAnotherDigestIsRefused() throws IOException {
        Files.createDirectories(project.resolve("data"));
        Files.writeString(project.resolve("data/SHA256SUMS"), "0".repeat(64) + "  green_tripdata_2021-01.parquet\n");

        assertThatThrownBy(() -> new TripFiles(project, base()).find("2021-01"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("green_tripdata_2021-01.parquet has sha256:")
                .hasMessageContaining("says sha256:0000");
    }

    @Test
    void aLocalFileWithAnotherDigestIsRefused() throws IOException {
        file("data/sample/a.parquet");
        Files.writeString(project.resolve("data/SHA256SUMS"), "0".repeat(64) + "  sample/a.parquet\n");

        assertThatThrownBy(() -> names("data/sample"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("a.parquet has sha256:");
    }

    @Test
    void aBrokenDownloadLeavesNoFile() throws IOException {
        assertThatThrownBy(() -> new TripFiles(project, base()).find("2021-02"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("2021-02.parquet");

        try (Stream<Path> files = Files.walk(project)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aMonthThatIsNotPublishedIsOneClearError() {
        assertThatThrownBy(() -> new TripFiles(project, base()).find("2031-01"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("status 404");
    }

    @Test
    void aPlainHttpAddressElsewhereIsRefused() {
        assertThatThrownBy(() -> names("http://example.org/a.parquet"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not an https:// address");
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Files.createDirectory(project.resolve("empty"));

        assertThatThrownBy(() -> names("nowhere.parquet"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("nowhere.parquet");
        assertThatThrownBy(() -> names("empty"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("holds no .parquet file");
        assertThatThrownBy(() -> names(" ")).isInstanceOf(BadInput.class);
    }

    private String base() {
        return "http://127.0.0.1:%d/data/".formatted(server.getAddress().getPort());
    }

    private List<String> names(String items) {
        return new TripFiles(project, "")
                .find(items).stream().map(TripFile::name).toList();
    }

    private Path file(String name) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }
}
