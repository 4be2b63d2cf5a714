package dev.gradus.platform.artifacts;

import dev.gradus.platform.mlflow.MlflowProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of an artefact or of a folder of artefacts: whose it is, and where below that owner's root.
 *
 * <p>A path is a name in the database and never becomes one on a file system. What is refused here would harm those who download it.
 *
 * <pre>{@code
 * ArtifactPath.parse("1/4f2a/artifacts/model/MLmodel"); // of run 4f2a in experiment 1
 * ArtifactPath.parse("1/models/m-77/artifacts"); // all of logged model m-77
 * }</pre>
 *
 * @param experiment the experiment's id
 * @param owner the id of the run or of the logged model
 * @param inside the path below the owner's root, empty for the root itself
 */
public record ArtifactPath(long experiment, Kind kind, String owner, String inside) {
    /** In bytes of UTF-8: what an index entry of PostgreSQL takes. */
    private static final int LONGEST = 2000;

    /** As file systems have it, for those who download. */
    private static final int LONGEST_NAME = 255;

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,18})/(models/)?([\\w-]{1,64})/artifacts(?:/(.*))?");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    /** Whose artefacts they are. */
    public enum Kind {
        RUN,
        MODEL
    }

    /** Reads the path that a client names; anything but the artefacts of a run or of a logged model is refused. */
    public static ArtifactPath parse(String text) {
        Matcher shape = SHAPE.matcher(safe(text));
        if (!shape.matches()) {
            throw MlflowProblem.invalid("\"%s\" names no artefacts of a run or of a logged model. Maybe: %s."
                    .formatted(text, "<experiment id>/<run id>/artifacts/<path>"));
        }
        return new ArtifactPath(
                Long.parseLong(shape.group(1)),
                shape.group(2) == null ? Kind.RUN : Kind.MODEL,
                shape.group(3),
                shape.group(4) == null ? "" : shape.group(4));
    }

    /** The path of what is called {@code name} below this one. */
    public ArtifactPath resolve(String name) {
        String safe = safe(name);
        return new ArtifactPath(experiment, kind, owner, inside.isEmpty() ? safe : inside + "/" + safe);
    }

    /** The owner's root, under which everything of it is. */
    public String root() {
        return experiment + (kind == Kind.MODEL ? "/models/" : "/") + owner + "/artifacts";
    }

    /** The path as the database names it. */
    public String text() {
        return inside.isEmpty() ? root() : root() + "/" + inside;
    }

    /** The last name of the path. */
    public String name() {
        return text().substring(text().lastIndexOf('/') + 1);
    }

    /** The folders between the owner's root and this, outermost first. */
    public List<String> folders() {
        List<String> folders = new ArrayList<>();
        for (int slash = inside.indexOf('/'); slash >= 0; slash = inside.indexOf('/', slash + 1)) {
            folders.add(root() + "/" + inside.substring(0, slash));
        }
        return folders;
    }

    /** Escapes are read until none is left, as MLflow's client reads them again before it writes the file. */
    private static String safe(String text) {
        String path = decode(text);
        List<String> names =
                Stream.of(path.split("/")).filter(name -> !name.isEmpty()).toList();
        if (path.startsWith("/")
                || path.getBytes(StandardCharsets.UTF_8).length > LONGEST
                || path.chars().anyMatch(ArtifactPath::forbidden)
                || names.stream().anyMatch(ArtifactPath::unfit)) {
            throw MlflowProblem.invalid("Invalid path");
        }
        return String.join("/", names);
    }

    private static String decode(String text) {
        String path = text;
        while (ESCAPE.matcher(path).find()) {
            try {
                path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException halfAnEscape) {
                throw MlflowProblem.invalid("Invalid path");
            }
        }
        return path;
    }

    private static boolean forbidden(int character) {
        return Character.isISOControl(character) || character == '\\' || character == '#' || character == '\uFFFD';
    }

    private static boolean unfit(String name) {
        return name.equals(".")
                || name.equals("..")
                || name.matches("[A-Za-z]:.*")
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }
}
