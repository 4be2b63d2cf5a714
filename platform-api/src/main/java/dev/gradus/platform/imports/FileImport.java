package dev.gradus.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.platform.artifacts.ArtifactPath;
import dev.gradus.platform.artifacts.Artifacts;
import dev.gradus.platform.artifacts.Listed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings artefacts over, file by file; one that is here already isn't read again. */
@ApplicationScoped
class FileImport {
    private final Artifacts artifacts;

    FileImport(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** The artefacts of a run, to the root of ours. */
    void ofRun(Trip trip, String theirs, String root) {
        bring(trip, new Place("artifacts/list", "path", "/get-artifact", "path", Map.of("run_id", theirs)), "", root);
    }

    /** The artefacts of a logged model, to the root of ours. */
    void ofModel(Trip trip, String theirs, String root) {
        Place place = new Place(
                "logged-models/" + theirs + "/artifacts/directories",
                "artifact_directory_path",
                "/ajax-api/2.0/mlflow/logged-models/" + theirs + "/artifacts/files",
                "artifact_file_path",
                Map.of());
        bring(trip, place, "", root);
    }

    private void bring(Trip trip, Place place, String folder, String root) {
        ArtifactPath ours = ArtifactPath.parse(folder.isEmpty() ? root : root + "/" + folder);
        Set<String> here = artifacts.list(ours).stream().map(Listed::name).collect(Collectors.toSet());
        JsonNode listed = trip.source().get(place.list(), place.folder(folder));
        for (JsonNode file : listed.path("files")) {
            String path = file.path("path").asText();
            if (file.path("is_dir").asBoolean()) {
                bring(trip, place, path, root);
            } else if (!here.contains(path.substring(path.lastIndexOf('/') + 1))) {
                bringFile(trip, place, path, ArtifactPath.parse(root + "/" + path));
            }
        }
    }

    private void bringFile(Trip trip, Place place, String path, ArtifactPath ours) {
        try {
            trip.source().download(place.read(), place.file(path), (body, length) -> artifacts.put(ours, body, length));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // How a thing's artefacts are listed and read there.
    private record Place(
            String list, String folderParameter, String read, String fileParameter, Map<String, String> whose) {
        Map<String, String> folder(String folder) {
            return folder.isEmpty() ? whose : with(folderParameter, folder);
        }

        Map<String, String> file(String path) {
            return with(fileParameter, path);
        }

        private Map<String, String> with(String parameter, String value) {
            Map<String, String> all = new HashMap<>(whose);
            all.put(parameter, value);
            return all;
        }
    }
}
