package dev.gradus.platform.mlflow;

import dev.gradus.platform.problem.Dialect;
import dev.gradus.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Errors below MLflow's paths are in its shape, whichever part of the server has them. */
@ApplicationScoped
public class MlflowDialect implements Dialect {
    private static final Pattern PATHS = Pattern.compile("/(ajax-)?api/[0-9.]+/mlflow(-artifacts)?(/.*)?");

    @Override
    public boolean speaks(String path) {
        return PATHS.matcher(path).matches();
    }

    @Override
    public byte[] body(Problem problem) {
        return Answers.bytes(problem);
    }
}
