package dev.gradus.platform.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mlflow.api.proto.Service.FileInfo;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * A program that sends artefacts and reads them again by MLflow's Java client, which has Python do it: {@code MLFLOW_PYTHON_EXECUTABLE}
 * must be in the environment of the whole process.
 */
final class JavaArtifacts {
    private JavaArtifacts() {}

    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        Path file = Files.writeString(folder.resolve("notes.txt"), "notes");
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("leaf.txt"), "leaf");
        try (MlflowClient client = new MlflowClient(new BasicMlflowHostCreds(
                System.getenv("MLFLOW_TRACKING_URI"), System.getenv("MLFLOW_TRACKING_TOKEN")))) {
            String run = client.createRun(client.createExperiment("artefacts by Java"))
                    .getRunId();
            client.logArtifact(run, file.toFile());
            client.logArtifacts(run, tree.toFile(), "model");
            List<String> listed = client.listArtifacts(run).stream()
                    .map(FileInfo::getPath)
                    .sorted()
                    .toList();
            expect(listed.equals(List.of("model", "notes.txt")), "listed " + listed);
            Path back = client.downloadArtifacts(run, "model").toPath();
            expect(Files.readString(back.resolve("leaf.txt")).equals("leaf"), "downloaded to " + back);
        }
    }

    private static void expect(boolean held, String what) {
        if (!held) {
            throw new IllegalStateException(what);
        }
    }
}
