package dev.gradus.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A scaffolded project and what its commands do.
 *
 * @param folder where it lies
 */
record Project(Path folder) {
    private static final String MAVEN = "./mvnw -q -B -ntp -pl model -am compile";
    /** As the project's pom names them. */
    private static final String BLAS_KERNELS = System.getProperty("os.arch").equals("aarch64") ? "ARMV8" : "Haswell";

    private static final Path CLASS_PATH = Path.of("build/classpath");

    /** A new one, compiled. */
    static Project scaffold(Places places) {
        Command.in(places.scratch(), places.gradus(), "new", "rides", "--yes").output();
        Project project = new Project(places.scratch().resolve("rides"));
        project.maven(
                        "dependency:build-classpath",
                        "-Dmdep.includeScope=runtime",
                        "-Dmdep.outputFile=" + project.folder.resolve(CLASS_PATH))
                .output();
        return project;
    }

    Command train(Path month, Path test, String contract) {
        return maven("exec:java@train", "-Ddata=" + month, "-Dtest.data=" + test, "-Dcontract=" + contract);
    }

    Command evaluate(Path month) {
        return maven("exec:java@evaluate", "-Ddata=" + month);
    }

    private Command maven(String... words) {
        List<String> all = new ArrayList<>(List.of(MAVEN.split(" ")));
        all.addAll(List.of(words));
        return new Command(folder, all, Map.of());
    }

    /** A Java program with the project's class path and the memory and threads that its own commands get. */
    Command java(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "java",
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxbytes=1g",
                "-cp",
                "model/target/classes:"
                        + Files.readString(folder.resolve(CLASS_PATH)).strip()));
        all.addAll(List.of(words));
        return new Command(folder, all, Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_CORETYPE", BLAS_KERNELS));
    }

    JsonNode metrics() throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve("build/metrics.json")));
    }
}
