package dev.gradus.platform.http;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Refuses heads that two servers could read differently: behind a proxy, what one of them takes for the body is the next request for
 * the other.
 */
final class Heads implements Handler<RoutingContext> {
    private static final String CHUNKED = "chunked";
    private static final String NUL = "%00";

    private final Refusals refusals;
    /** Of which nothing more is read: what is behind a refused head may have arrived already. */
    private final Set<HttpConnection> ended =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    Heads(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (ended.contains(request.connection())) {
            request.connection().close();
            return;
        }
        Optional<Problem> flaw = flaw(request);
        // The decoder drops a length that stands beside an encoding, so that it can not be told here.
        if (flaw.isPresent() || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            ended.add(request.connection());
            refusals.closeBehind(context);
        }
        flaw.ifPresentOrElse(problem -> refusals.write(context, problem), context::next);
    }

    private static Optional<Problem> flaw(HttpServerRequest request) {
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of(invalid("the request names two hosts", "send one header \"Host\""));
        }
        List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (encodings.size() > 1 || encodings.stream().anyMatch(encoding -> !CHUNKED.equalsIgnoreCase(encoding))) {
            return Optional.of(invalid(
                    "the body has a transfer encoding other than \"chunked\"", "send \"Transfer-Encoding: chunked\""));
        }
        return request.path() != null && request.path().contains(NUL)
                ? Optional.of(invalid("the path holds the character NUL", "leave it out"))
                : Optional.empty();
    }

    private static Problem invalid(String detail, String remedy) {
        return new Problem(ProblemCode.INVALID, detail, remedy);
    }
}
