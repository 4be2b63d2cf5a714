package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the artefacts of an experiment are: below the server's own storage, or in a place that the client reaches by itself. */
final class ArtifactLocation {
    private static final int LONGEST = 2048;

    /** RFC 3986: scheme, authority, path, query, fragment; it never fails. */
    private static final Pattern URI = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*+):)?+(//[^/?#]*+)?+([^?#]*+)(?:\\?([^#]*+))?+(#.*+)?+", Pattern.DOTALL);

    /** Schemes by which a server would be made to call a host of the client's choice. */
    private static final Set<String> HOSTS =
            Set.of("ftp", "sftp", "hdfs", "viewfs", "http", "https", "mlflow-artifacts", "r2", "b2", "abfss");

    private ArtifactLocation() {}

    /** A location that a client gave, checked. */
    static String checked(String location) {
        Matcher uri = parts(location);
        String path = uri.group(3);
        if (uri.group(5) != null || path.substring(path.lastIndexOf('/') + 1).contains(";")) {
            throw MlflowProblem.invalid("'artifact_location' URL can't include fragments or params.");
        }
        if (uri.group(4) != null && decoded(uri.group(4)).contains("..")) {
            throw MlflowProblem.invalid("Invalid query string");
        }
        refuseHosts(uri);
        if (location.startsWith("runs:")) {
            throw MlflowProblem.invalid("Artifact location cannot be a runs:/ URI. Given: '" + location + "'");
        }
        if (location.length() > LONGEST) {
            throw MlflowProblem.invalid(
                    "Invalid artifact path length. The length of the artifact path cannot be greater than "
                            + LONGEST
                            + " characters. To configure this limit, please set the MLFLOW_ARTIFACT_LOCATION_MAX_LENGTH"
                            + " environment variable.");
        }
        return location;
    }

    /** The place of a run's artefacts. */
    static String ofRun(String experimentLocation, String runId) {
        Matcher uri = parts(experimentLocation);
        String path = uri.group(3);
        String query = experimentLocation.substring(uri.end(3));
        String before = experimentLocation.substring(0, uri.end(3));
        return before + (path.endsWith("/") || path.isEmpty() ? "" : "/") + runId + "/artifacts" + query;
    }

    private static void refuseHosts(Matcher uri) {
        String scheme = uri.group(1) == null ? "" : uri.group(1).toLowerCase(Locale.ROOT);
        boolean own = scheme.equals("mlflow-artifacts")
                && (uri.group(2) == null || uri.group(2).equals("//"));
        if (HOSTS.contains(scheme) && !own) {
            throw MlflowProblem.invalid("'artifact_location' cannot use the '" + scheme + "' scheme: the '" + scheme
                    + "' scheme addresses a host other than the tracking server's configured artifact storage, so the server"
                    + " would connect to the host named in the URI.");
        }
    }

    private static Matcher parts(String location) {
        Matcher uri = URI.matcher(location);
        uri.matches();
        return uri;
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(URLDecoder.decode(query, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return query;
        }
    }
}
