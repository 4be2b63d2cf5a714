package dev.gradus.kit.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.kit.data.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whose project this is, from {@code .gradus/project.yaml}.
 *
 * <pre>{@code
 * ProjectName name = ProjectName.of(Path.of("."));
 * name.experiment()   // "mobility/rides"
 * name.model()        // "mobility.rides"
 * }</pre>
 *
 * @param team the owning team
 * @param project the project's name
 */
public record ProjectName(String team, String project) {

    private static final String FILE = ".gradus/project.yaml";

    public ProjectName {
        requireName("team", team);
        requireName("name", project);
    }

    /** Reads the project's file. */
    public static ProjectName of(Path root) {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInput(
                    "there is no " + FILE + " in " + root.toAbsolutePath(), "run this from the project's root");
        }
        try {
            JsonNode tree = new YAMLMapper().readTree(file.toFile());
            return new ProjectName(tree.path("team").asText(), tree.path("name").asText());
        } catch (IOException e) {
            throw new BadInput(FILE + " is not valid YAML", "take it back from git");
        }
    }

    /** Name of the MLflow experiment. */
    public String experiment() {
        return team + "/" + project;
    }

    /** Name of the registered model; also a folder's name. */
    public String model() {
        return team + "." + project;
    }

    private static void requireName(String key, String value) {
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new BadInput(
                    FILE + " has the " + key + " \"" + value + "\"",
                    "use letters, digits, dots, dashes and underscores, a letter or digit first");
        }
    }
}
