package dev.gradus.platform.http;

import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import dev.gradus.platform.problem.Refusals;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Refuses heads that two servers could read differently: behind a proxy, what one of them takes for the body is the next request for
 * the other.
 */
final class Heads implements Handler<RoutingContext> {
    private static final String CHUNKED = "chunked";
    private static final String NUL = "%00";

    private final Refusals refusals;

    Heads(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        flaw(request).ifPresentOrElse(flaw -> refusals.writeAndClose(context, flaw), () -> {
            // The decoder drops a length that stands beside it, so it can not be told: nothing more is read from there.
            if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
                refusals.closeBehind(context);
            }
            context.next();
        });
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
