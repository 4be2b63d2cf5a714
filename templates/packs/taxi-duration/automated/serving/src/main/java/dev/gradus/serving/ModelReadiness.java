package dev.gradus.serving;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready with a model, and what is wrong with the next one or with the log, if anything is. */
@Readiness
@Singleton
final class ModelReadiness implements HealthCheck {

    private final ModelProvider models;
    private final Inference inference;

    ModelReadiness(ModelProvider models, Inference inference) {
        this.models = models;
        this.inference = inference;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("model").status(models.ready());
        models.find().ifPresent(model -> answer.withData("version", model.by().version())
                .withData("digest", model.by().digest()));
        add(answer, "trouble", models.trouble());
        add(answer, "log", inference.trouble());
        return answer.build();
    }

    private static void add(HealthCheckResponseBuilder answer, String name, String trouble) {
        if (!trouble.isEmpty()) {
            answer.withData(name, trouble);
        }
    }
}
