package dev.gradus.maturity.collect.code;

import java.util.List;
import java.util.Set;

/**
 * A call that a source file makes.
 *
 * @param target what is called, with aliases and imports resolved as far as one file tells: {@code mlflow.log_metric},
 *     {@code org.mlflow.tracking.MlflowClient.new}, {@code client.logMetric}
 * @param literals the strings among its arguments, nested ones too
 * @param keywords names of the arguments given by name
 * @param line 1-based
 */
public record Call(String target, List<String> literals, Set<String> keywords, int line) {

    /** The last part of the target. */
    public String name() {
        return target.substring(target.lastIndexOf('.') + 1);
    }
}
