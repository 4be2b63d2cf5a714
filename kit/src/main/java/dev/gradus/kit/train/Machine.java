package dev.gradus.kit.train;

import dev.gradus.kit.data.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the bits of trained weights may depend on: where all of it is equal, training again gives an equal digest.
 *
 * <pre>{@code
 * Machine.describe()   // {blas.kernels=Haswell, jdk=17.0.16, os=Linux amd64, processor=…, processor.features=sha256:…, omp.threads=1}
 * }</pre>
 */
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Name and value of each trait, sorted. */
    public static SortedMap<String, String> describe() {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("jdk", System.getProperty("java.version"));
        traits.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        traits.put("omp.threads", System.getenv().getOrDefault("OMP_NUM_THREADS", "default"));
        traits.put("blas.kernels", System.getenv().getOrDefault("OPENBLAS_CORETYPE", "by processor"));
        traits.putAll(processor());
        return traits;
    }

    /** BLAS picks its kernels by the processor's features, which only Linux tells in a file. */
    private static Map<String, String> processor() {
        if (!Files.isReadable(PROCESSORS)) {
            return Map.of("processor", System.getProperty("os.arch"));
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            SortedMap<String, String> traits = new TreeMap<>();
            lines.filter(line -> line.startsWith("model name") || line.startsWith("flags"))
                    .limit(2)
                    .forEach(line -> {
                        String value = line.substring(line.indexOf(':') + 1).strip();
                        if (line.startsWith("flags")) {
                            traits.put("processor.features", Sha256.of(value.getBytes(StandardCharsets.UTF_8)));
                        } else {
                            traits.put("processor", value);
                        }
                    });
            return traits;
        } catch (IOException e) {
            return Map.of("processor", System.getProperty("os.arch"));
        }
    }
}
