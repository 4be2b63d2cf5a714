package dev.gradus.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gradus.platform.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundClientTest {
    private static HttpServer server;

    private final List<String> refused = new ArrayList<>();

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/text",
                exchange ->
                        answer(exchange, "hello " + exchange.getRequestHeaders().getFirst("Host")));
        server.createContext("/large", exchange -> answer(exchange, "x".repeat(10_000)));
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        });
        server.createContext("/to", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void anAllowedHostIsCalledUnderItsName() throws IOException {
        DnsResolver here = resolving(Map.of("model.example.org", "127.0.0.1"));

        assertThat(text(client(here, "model.example.org"), at("model.example.org", "/text")))
                .isEqualTo("hello model.example.org:" + port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/text",
                "http://localhost:%d/text",
                "http://[::1]:%d/text",
                "http://[::ffff:127.0.0.1]:%d/text",
                "http://2130706433:%d/text",
                "http://0x7f.1:%d/text",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "jar:http://127.0.0.1:%d/x!/y",
                "http://name:password@1.1.1.1/",
                "http:///text",
            })
    void whatOnlyThisServerCanReachIsRefusedAndRecorded(String address) {
        URI uri = URI.create(address.replace("%d", Integer.toString(port())));

        assertThatThrownBy(() -> text(client(SystemDefaultDnsResolver.INSTANCE), uri))
                .isInstanceOfAny(OutboundRefused.class, UnknownHostException.class);
        assertThatThrownBy(() -> client(SystemDefaultDnsResolver.INSTANCE).require(uri))
                .isInstanceOf(Problem.class);
        assertThat(refused).isNotEmpty();
    }

    @Test
    void aRedirectIsCheckedAsTheFirstAddressIs() {
        URI redirecting = at("model.example.org", "/to?http://localhost:" + port() + "/text");

        assertThatThrownBy(() -> text(
                        client(
                                resolving(Map.of("model.example.org", "127.0.0.1", "localhost", "127.0.0.1")),
                                "model.example.org"),
                        redirecting))
                .isInstanceOf(OutboundRefused.class)
                .hasMessageContaining("localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "gopher://127.0.0.1/"})
    void aRedirectOutOfTheWebIsNotFollowed(String target) {
        DnsResolver here = resolving(Map.of("model.example.org", "127.0.0.1"));

        assertThatThrownBy(() -> text(client(here, "model.example.org"), at("model.example.org", "/to?" + target)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aNameThatResolvesToThisMachineOnceItWasCheckedIsRefused() throws UnknownHostException {
        List<String> answers = new ArrayList<>(List.of("1.1.1.1", "127.0.0.1"));
        OutboundClient client = client(new Names(host -> answers.remove(0)));
        URI rebinding = at("rebinding.example.org", "/text");

        client.require(rebinding);

        assertThatThrownBy(() -> text(client, rebinding)).isInstanceOf(OutboundRefused.class);
    }

    @Test
    void anAnswerOverItsBoundIsGivenUp() {
        OutboundRequest request = OutboundRequest.get(at("127.0.0.1", "/large"), Map.of());

        assertThatThrownBy(() -> here().exchange(request.bounded(Duration.ofSeconds(30), 9_999), answer -> answer.body()
                        .readAllBytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 9999 bytes");
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        OutboundRequest request = OutboundRequest.get(at("127.0.0.1", "/slow"), Map.of());

        assertThatThrownBy(() -> here().exchange(request.bounded(Duration.ofMillis(200), 9_999), answer -> answer.body()
                        .readAllBytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer within");
    }

    private OutboundClient here() {
        return client(SystemDefaultDnsResolver.INSTANCE, "127.0.0.0/8");
    }

    private OutboundClient client(DnsResolver names, String... allowed) {
        return new OutboundClient(
                OutboundPolicy.allowing(List.of(allowed)), names, (subject, reason) -> refused.add(subject));
    }

    private static String text(OutboundClient client, URI uri) throws IOException {
        return client.exchange(
                OutboundRequest.get(uri, Map.of()),
                answer -> new String(answer.body().readAllBytes(), UTF_8));
    }

    private static URI at(String host, String path) {
        return URI.create("http://" + host + ":" + port() + path);
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.close();
    }

    private static DnsResolver resolving(Map<String, String> names) {
        return new Names(names::get);
    }

    /** Names that resolve as the test says. */
    private record Names(UnaryOperator<String> address) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName(address.apply(host))};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
