package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.EntityNames;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Python;
import java.util.regex.Pattern;

/** How much, how long and of what form: MLflow's limits with its words. */
final class Limits {
    static final int KEY = 250;
    static final int PARAM_VALUE = 6000;
    static final int TAG_VALUE = 8000;
    static final int EXPERIMENT_NAME = 500;
    static final int EXPERIMENT_TAG_VALUE = 20_000;
    static final int METRICS_PER_BATCH = 1000;
    static final int PARAMS_PER_BATCH = 100;
    static final int ENTITIES_PER_BATCH = 1000;
    static final int SEARCH_RESULTS = 50_000;
    private static final Pattern RUN_ID =
            Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}", Pattern.UNICODE_CHARACTER_CLASS);

    private Limits() {}

    static String key(String path, String key) {
        return EntityNames.key(path, key);
    }

    static void runId(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            throw MlflowProblem.invalid("Invalid value " + Python.json(id) + " for parameter 'run_id' supplied.");
        }
    }

    static void timestamp(String path, String key, double value, long timestamp) {
        if (timestamp < 0) {
            throw MlflowProblem.invalid(
                    "Invalid value " + timestamp + " for parameter '" + path + "' supplied: metric '" + key
                            + "' (value=" + value + "). Timestamp must be a nonnegative long (64-bit integer) ");
        }
    }

    static String length(String name, int most, String text) {
        return EntityNames.within(name, most, text);
    }

    /** A text that MLflow cuts without a word where it is too long. */
    static String cut(int most, String text) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    static void count(String what, int most, int count) {
        if (count > most) {
            throw MlflowProblem.invalid("A batch logging request can contain at most " + most + ' ' + what + ". Got "
                    + count + ' ' + what + ". Please split up " + what + " across multiple requests and try again.");
        }
    }

    /** How many results a search gives. */
    static int results(long asked) {
        if (asked < 1) {
            throw MlflowProblem.invalid(
                    "Invalid value " + asked + " for parameter 'max_results' supplied. It must be a positive integer");
        }
        if (asked > SEARCH_RESULTS) {
            throw MlflowProblem.invalid("Invalid value " + asked
                    + " for parameter 'max_results' supplied. It must be at most " + SEARCH_RESULTS);
        }
        return (int) asked;
    }
}
