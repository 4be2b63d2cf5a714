package dev.gradus.kit.pipeline;

import java.util.List;
import java.util.SortedMap;

/**
 * One stage of {@code dvc.yaml}, its references to parameters already replaced.
 *
 * <pre>{@code
 * train:
 *   cmd: java @build/java.args com.example.rides.Train
 *   deps: [build/prepared]
 *   params: [training]
 *   outs: [{build/model: {cache: false}}]
 * }</pre>
 *
 * @param name its name, as in {@code dvc.lock}
 * @param cmd its commands, run one after another by a shell
 * @param listed whether {@code cmd} was written as a list, which {@code dvc.lock} repeats
 * @param wdir folder it runs in and its paths start from, relative to the project
 * @param deps files and folders it reads, sorted
 * @param params keys it reads, by parameter file
 * @param outs files and folders it writes, sorted by path
 * @param frozen never run
 * @param always run each time
 */
record Stage(
        String name,
        List<String> cmd,
        boolean listed,
        String wdir,
        List<String> deps,
        SortedMap<String, List<String>> params,
        List<Out> outs,
        boolean frozen,
        boolean always) {

    /**
     * Something a stage writes.
     *
     * @param path where, relative to the stage's folder
     * @param persist whether it stays in place while the stage runs again
     */
    record Out(String path, boolean persist) {}

    /** A path of this stage seen from the project's root. */
    String fromRoot(String path) {
        return java.nio.file.Path.of(wdir).resolve(path).normalize().toString().replace('\\', '/');
    }

    /** DVC calls a stage that neither reads nor writes a callback, and runs it each time. */
    boolean runsAlways() {
        return always || (deps.isEmpty() && params.isEmpty() && outs.isEmpty());
    }
}
