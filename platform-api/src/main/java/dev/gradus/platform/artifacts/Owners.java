package dev.gradus.platform.artifacts;

import dev.gradus.platform.access.Caller;
import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Whose a run's or a logged model's artefacts are: the team's whose experiment it is in. */
@ApplicationScoped
class Owners {
    private static final String TEAM_OF_RUN = """
            select e.team_id from run r join experiment e on e.id = r.experiment_id
            where r.id = :owner and e.id = :experiment
            """;

    private static final String TEAM_OF_MODEL = """
            select e.team_id from logged_model m join experiment e on e.id = m.experiment_id
            where m.id = :owner and e.id = :experiment
            """;

    private final Jdbi jdbi;

    Owners(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The team that these artefacts belong to; a caller who may not write for it is refused. */
    long requireWriter(ArtifactPath path, Caller caller) {
        long team = team(path).orElseThrow(() -> MlflowProblem.missing(missing(path)));
        if (!caller.mayWrite(team)) {
            throw new MlflowProblem(
                    ErrorCode.PERMISSION_DENIED, "\"%s\" belongs to another team".formatted(path.root()));
        }
        return team;
    }

    private Optional<Long> team(ArtifactPath path) {
        String query = path.kind() == ArtifactPath.Kind.RUN ? TEAM_OF_RUN : TEAM_OF_MODEL;
        return jdbi.withHandle(handle -> handle.createQuery(query)
                .bind("owner", path.owner())
                .bind("experiment", path.experiment())
                .mapTo(Long.class)
                .findOne());
    }

    private static String missing(ArtifactPath path) {
        String what = path.kind() == ArtifactPath.Kind.RUN ? "run" : "logged model";
        return "there is no %s \"%s\" in experiment \"%d\"".formatted(what, path.owner(), path.experiment());
    }
}
