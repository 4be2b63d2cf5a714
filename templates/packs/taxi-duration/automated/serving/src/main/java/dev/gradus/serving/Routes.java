package dev.gradus.serving;

import dev.gradus.kit.data.TripRow;
import dev.gradus.serving.Dialect.Answer;
import dev.gradus.serving.Dialect.Question;
import dev.gradus.serving.Dialect.Reply;
import dev.gradus.serving.Dialect.Request;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Where requests arrive. A few rides are predicted at once on the thread that read them, which is quicker than handing them to
 * another; many would hold up everybody else's and go to a worker.
 */
@Singleton
final class Routes {

    private static final Logger LOG = Logger.getLogger(Routes.class);
    /** Before the server's own routes, which would collect bodies to a limit of their own. */
    private static final int FIRST = -10_000;

    private static final int FEW = 16;

    private final ModelProvider models;
    private final Inference inference;
    private final Labels labels;
    private final ServingMetrics metrics;
    private final int bodyLimit;

    Routes(ModelProvider models, Inference inference, Labels labels, ServingMetrics metrics, ServingConfig config) {
        this.models = models;
        this.inference = inference;
        this.labels = labels;
        this.metrics = metrics;
        this.bodyLimit = config.limits().body();
    }

    private interface Handling {
        void handle(RoutingContext context);
    }

    void routes(@Observes Router router) {
        OpenInference about = new OpenInference(models);
        post(router, "/predict", context -> infer(context, new PredictDialect()));
        post(router, "/invocations", context -> infer(context, new ScoringDialect()));
        post(router, "/labels", this::label);
        for (String model : List.of("/v2/models/:model", "/v2/models/:model/versions/:version")) {
            post(router, model + "/infer", context -> {
                about.require(context);
                infer(context, new InferenceDialect());
            });
            get(router, model + "/ready", context -> ready(context, models.ready()));
            get(router, model, context -> json(context, 200, about.model(context)));
        }
        get(router, "/v2", context -> json(context, 200, OpenInference.server()));
        get(router, "/v2/health/live", context -> json(context, 200, "{\"live\":true}"));
        get(router, "/v2/health/ready", context -> ready(context, models.ready()));
        get(router, "/ping", context -> ready(context, models.ready()));
        get(router, "/version", context -> text(context, models.current().by().version()));
    }

    private static void post(Router router, String path, Handling handling) {
        route(router, HttpMethod.POST, path, handling);
    }

    private static void get(Router router, String path, Handling handling) {
        route(router, HttpMethod.GET, path, handling);
    }

    private static void route(Router router, HttpMethod method, String path, Handling handling) {
        router.route(path).order(FIRST).handler(context -> {
            try {
                if (context.request().method() != method) {
                    context.response().putHeader("allow", method.name());
                    throw Refusal.of(405, "%s is for %s", path, method.name());
                }
                handling.handle(context);
            } catch (Refusal e) {
                refuse(context, e);
            }
        });
    }

    private void infer(RoutingContext context, Dialect dialect) {
        long started = System.nanoTime();
        Body.read(
                context.request(),
                bodyLimit,
                body -> infer(new Call(context, dialect, started), body),
                refusal -> refuse(new Call(context, dialect, started), refusal));
    }

    private record Call(RoutingContext context, Dialect dialect, long started) {}

    private void infer(Call call, Buffer body) {
        Context thread = call.context().vertx().getOrCreateContext();
        guarded(call, () -> {
            ServedModel model = models.current();
            Question question = call.dialect().read(request(call.context(), body), model);
            List<TripRow> rides = question.rides();
            inference.admit(rides.size());
            Runnable work =
                    () -> inference.predict(model, rides, answer -> onto(thread, () -> reply(call, question, answer)));
            if (rides.size() <= FEW) {
                work.run();
            } else {
                thread.executeBlocking(
                        () -> {
                            guarded(call, work);
                            return null;
                        },
                        false);
            }
        });
    }

    /** A fault in the program ends one request, with a line in the server's log. */
    private void guarded(Call call, Runnable work) {
        try {
            work.run();
        } catch (Refusal e) {
            onto(call.context().vertx().getOrCreateContext(), () -> refuse(call, e));
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            onto(
                    call.context().vertx().getOrCreateContext(),
                    () -> refuse(call, Refusal.of(500, "the server has a fault, see its log")));
        }
    }

    /** The log's thread must not die of a server that has stopped under it. */
    private static void onto(Context thread, Runnable work) {
        try {
            if (Context.isOnEventLoopThread()) {
                work.run();
            } else {
                thread.runOnContext(run -> work.run());
            }
        } catch (RejectedExecutionException e) {
            LOG.warn("the server stopped before an answer could be given");
        }
    }

    private static Request request(RoutingContext context, Buffer body) {
        String type = context.request().getHeader("content-type");
        String plain = type == null
                ? "application/json"
                : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new Request(plain, context.request().getHeader("inference-header-content-length"), body);
    }

    private void reply(Call call, Question question, Answer answer) {
        Reply reply = question.reply().apply(answer);
        HttpServerResponse response = call.context().response();
        if (!response.closed() && !response.ended()) {
            reply.headers().forEach(response::putHeader);
            response.end(reply.body());
        }
        metrics.succeeded(call.dialect().protocol(), System.nanoTime() - call.started());
    }

    private void refuse(Call call, Refusal refusal) {
        metrics.failed(call.dialect().protocol(), refusal.reason());
        refuse(call.context(), refusal);
    }

    private void label(RoutingContext context) {
        Context thread = context.vertx().getOrCreateContext();
        Body.read(
                context.request(),
                bodyLimit,
                body -> thread.executeBlocking(
                        () -> {
                            labels.store(
                                    body,
                                    stored ->
                                            onto(thread, () -> json(context, 200, "{\"stored\":%d}".formatted(stored))),
                                    refusal -> onto(thread, () -> refuse(context, refusal)));
                            return null;
                        },
                        false),
                refusal -> refuse(context, refusal));
    }

    private static void ready(RoutingContext context, boolean ready) {
        json(context, ready ? 200 : 503, "{\"ready\":%s}".formatted(ready));
    }

    private static void refuse(RoutingContext context, Refusal refusal) {
        if (refusal.status() == 429) {
            context.response().putHeader("retry-after", "1");
        }
        json(context, refusal.status(), "{\"error\":%s}".formatted(Json.quote(String.valueOf(refusal.getMessage()))));
    }

    private static void text(RoutingContext context, String text) {
        context.response().putHeader("content-type", "text/plain").end(text);
    }

    private static void json(RoutingContext context, int status, String json) {
        HttpServerResponse response = context.response();
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(json);
        }
    }
}
