package dev.gradus.platform.imports;

import dev.gradus.platform.access.ActingAs;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.outbound.OutboundRefused;
import dev.gradus.platform.outbox.Job;
import dev.gradus.platform.outbox.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/** Does an import, once over all replicas, and again from where it was when the server died. */
@ApplicationScoped
class ImportJob implements Job {
    static final String TOPIC = "import.run";

    /** Over about five minutes. */
    private static final int TRIES = 6;

    private final Imports imports;
    private final Importer importer;
    private final ActingAs actingAs;

    ImportJob(Imports imports, Importer importer, ActingAs actingAs) {
        this.imports = imports;
        this.importer = importer;
        this.actingAs = actingAs;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void run(Task task) {
        imports.running(UUID.fromString(task.text("import")))
                .ifPresent(asked -> actingAs.caller(asked.caller(), () -> bring(asked, task.attempt())));
    }

    /** What the other server or the network does wrong may be right a while later; what is refused stays refused. */
    private void bring(Imports.Asked asked, int attempt) {
        try {
            importer.bring(asked);
            imports.end(asked.id(), Optional.empty());
        } catch (MlflowProblem refused) {
            imports.end(asked.id(), Optional.of(refused.message()));
        } catch (UncheckedIOException failure) {
            if (attempt < TRIES && !(failure.getCause() instanceof OutboundRefused)) {
                throw failure;
            }
            imports.end(asked.id(), Optional.of(String.valueOf(failure.getCause())));
        }
    }
}
