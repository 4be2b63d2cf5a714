package dev.gradus.platform.outbound;

import dev.gradus.platform.audit.Refusals;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one way out: http and https, to addresses that {@link OutboundPolicy} allows, bounded in time and size. GET and HEAD
 * follow redirects, each checked as the first.
 *
 * <pre>{@code
 * String text = outbound.exchange(OutboundRequest.get(uri, Map.of()),
 *         answer -> new String(answer.body().readAllBytes(), UTF_8));
 * }</pre>
 */
@ApplicationScoped
public class OutboundClient {
    private static final int REDIRECTS = 5;

    private final CheckedResolver names;
    private final BiConsumer<String, String> refused;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "outbound-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    OutboundClient(@ConfigProperty(name = "gradus.outbound.allow") Optional<List<String>> allow, Refusals refusals) {
        this(
                OutboundPolicy.allowing(allow.orElse(List.of())),
                SystemDefaultDnsResolver.INSTANCE,
                (subject, reason) -> refusals.record("outbound.call", subject, reason));
    }

    OutboundClient(OutboundPolicy policy, DnsResolver resolver, BiConsumer<String, String> refused) {
        this.names = new CheckedResolver(policy, resolver);
        this.refused = refused;
        this.http = client(names);
    }

    /** What is done with an answer before its connection is given back. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads the answer. */
        T read(OutboundAnswer answer) throws IOException;
    }

    /**
     * Makes the call and reads its answer, whatever its status.
     *
     * @throws OutboundRefused if the policy does not let it out; that is recorded in the audit
     * @throws IOException if there was no answer, or not within the request's bounds
     */
    public <T> T exchange(OutboundRequest request, Reading<T> reading) throws IOException {
        HttpUriRequestBase call = call(request);
        Future<?> deadline = deadlines.schedule(call::cancel, request.within().toMillis(), TimeUnit.MILLISECONDS);
        try {
            requireWeb(request.uri());
            return http.execute(call, response -> reading.read(answer(response, request.largest())));
        } catch (OutboundRefused refusal) {
            throw recorded(refusal, request.uri());
        } catch (IOException failure) {
            throw call.isCancelled() ? tooLate(request, failure) : failure;
        } finally {
            deadline.cancel(false);
        }
    }

    /**
     * Refuses an address that a call would not be let out to now; for addresses that are kept for later.
     *
     * @throws Problem if it would not
     */
    public void require(URI uri) {
        try {
            requireWeb(uri);
            names.resolve(uri.getHost());
        } catch (OutboundRefused refusal) {
            recorded(refusal, uri);
            throw new Problem(ProblemCode.INVALID, String.valueOf(refusal.getMessage()), refusal.remedy());
        } catch (UnknownHostException unknown) {
            throw new Problem(
                    ProblemCode.INVALID, "the host \"" + uri.getHost() + "\" is unknown", "check how it is written");
        }
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }

    private OutboundRefused recorded(OutboundRefused refusal, URI uri) {
        refused.accept("host/" + uri.getHost(), String.valueOf(refusal.getMessage()));
        return refusal;
    }

    private static IOException tooLate(OutboundRequest request, IOException failure) {
        IOException late = new InterruptedIOException("\"" + request.uri().getHost() + "\" did not answer within "
                + request.within().toSeconds() + " s");
        late.initCause(failure);
        return late;
    }

    /** Also on a redirect only the web's schemes have a connection at all; a name and password in an address would end in logs. */
    private static void requireWeb(URI uri) throws OutboundRefused {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new OutboundRefused("only addresses as \"https://host/path\" are called, without a name or password");
        }
    }

    private static HttpUriRequestBase call(OutboundRequest request) {
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
        boolean reads = List.of("GET", "HEAD").contains(request.method());
        call.setConfig(RequestConfig.custom()
                .setRedirectsEnabled(reads)
                .setMaxRedirects(REDIRECTS)
                .setConnectionRequestTimeout(Timeout.of(request.within()))
                .setResponseTimeout(Timeout.of(request.within()))
                .build());
        request.headers().forEach(call::setHeader);
        InputStream body = request.body();
        if (body != null) {
            String type = request.headers().get("Content-Type");
            call.setEntity(
                    new InputStreamEntity(body, request.length(), type == null ? null : ContentType.parse(type)));
        }
        return call;
    }

    private static OutboundAnswer answer(ClassicHttpResponse response, long largest) throws IOException {
        Map<String, List<String>> headers = Stream.of(response.getHeaders())
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(Header::getValue, Collectors.toList())));
        InputStream body = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        return new OutboundAnswer(response.getCode(), headers, new BoundedStream(body, largest));
    }

    private static CloseableHttpClient client(DnsResolver names) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(16)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(5))
                                .build())
                        .build())
                .setUserAgent("Gradus")
                .disableContentCompression()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .build();
    }
}
