package dev.gradus.platform.differential;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A difference that is meant, with the reason.
 *
 * @param call the name of the endpoint and the call as the report shows them
 * @param place where in the answer
 * @param real what MLflow's server says there
 */
record Deliberate(String reason, Pattern call, Pattern place, Pattern real) {
    private static final List<Deliberate> ALL = List.of(
            of(
                    "page tokens are opaque: what is wrong with one is told otherwise",
                    ".*",
                    "/message",
                    "\"Invalid page token.*"),
            of(
                    "a Python set is written in an order that changes with every start",
                    ".*",
                    "/message",
                    ".*\\{'.*', '.*}.*"),
            of("an upload answers an empty object, as its interface says", "PUT_ARTIFACT: .*", "", "\": \""),
            of(
                    "it names an environment variable of MLflow's server",
                    ".*",
                    "/message",
                    ".*Set the MLFLOW_\\w+ environment variable.*"),
            of("artefacts belong to a run or to a logged model", ".*(of/nobody|run9999}/artifacts).*", ".*", ".*"),
            of(
                    "a page that holds nothing has none after it",
                    "(SEARCH_MODELS: .*max_results, value=(0|-1)]|SEARCH_LOGGED_MODELS: .*\"max_results\":(0|-1)}).*",
                    "/next_page_token",
                    ".*"),
            of(
                    "what can not be read of a filter or an order is told in words of our own parser, with the same code",
                    "(SEARCH|LIST)_.*",
                    "/message",
                    "\"Invalid (filter string|clause\\(s\\)|entity type|ordering key|value \\\\\"ACTIVE_ONLY).*"),
            of(
                    "operators are read in any case, also in an experiment's tag",
                    "(SEARCH|LIST)_EXPERIMENTS: .* (like|ilike) .*",
                    ".*",
                    "400|.*INVALID_PARAMETER_VALUE.*|.*Invalid comparator for tag: i?like.*|\"KAM00\""),
            of(
                    "a bound that is no number is refused rather than met by nothing",
                    "SEARCH_LOGGED_MODELS: .*NaN.*",
                    ".*",
                    "200|\\(nothing\\)|.*models.*"),
            of(
                    "an order by what is not there has the class of every other invalid value",
                    "SEARCH_LOGGED_MODELS: .*\"field_name\":\"absent\".*",
                    "/(error_class|sqlstate)",
                    "\"(ATTRIBUTE_NOT_FOUND|KAM04)\""),
            of(
                    "a path that leaves the artefacts is told with the path",
                    "(PUT|GET|DELETE)_ARTIFACT: .*",
                    "/message",
                    "\"Invalid path\""),
            of(
                    "a relative place is one of the client's machine, not of the folder that the server was started in",
                    ".*",
                    ".*/artifact_(location|uri)",
                    "\"/tmp/mlflow\\d+/relative/.*"));

    static boolean covers(Call call, Difference difference) {
        return ALL.stream()
                .anyMatch(deliberate ->
                        deliberate.call.matcher(call.name() + ": " + call).matches()
                                && deliberate.place.matcher(difference.place()).matches()
                                && deliberate.real.matcher(difference.real()).matches());
    }

    private static Deliberate of(String reason, String call, String place, String real) {
        return new Deliberate(
                reason,
                Pattern.compile(call, Pattern.DOTALL),
                Pattern.compile(place),
                Pattern.compile(real, Pattern.DOTALL));
    }
}
