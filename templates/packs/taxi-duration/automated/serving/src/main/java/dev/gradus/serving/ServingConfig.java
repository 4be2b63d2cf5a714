package dev.gradus.serving;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be set, in {@code application.properties} or by environment variables such as {@code GRADUS_LOG_FOLDER}. */
@StaticInitSafe
@ConfigMapping(prefix = "gradus")
public interface ServingConfig {

    /** Which model is served. */
    Model model();

    /** Where predictions and labels are logged. */
    Log log();

    /** What is refused. */
    Limits limits();

    /** Which model is served. */
    interface Model {

        /** A file to serve, whatever the registry says; a {@code version.json} beside it tells its name and version. */
        Optional<Path> file();

        /** The registry's folder, unless {@code MLFLOW_TRACKING_URI} names a server. */
        @WithDefault("models")
        Path store();

        /** The model's name in the registry; that of {@code .gradus/project.yaml} unless given. */
        Optional<String> name();

        /** The alias to follow. */
        @WithDefault("champion")
        String alias();

        /** How often to look where the alias points. */
        @WithDefault("1s")
        Duration poll();
    }

    /** Where predictions and labels are logged. */
    interface Log {

        @WithDefault("build/predictions")
        Path folder();

        /** A file is closed once it is that large. */
        @WithDefault("67108864")
        long segmentBytes();

        /** A file is closed once it is that old. */
        @WithDefault("24h")
        Duration segmentAge();

        /** The oldest files of predictions go beyond that many bytes. */
        @WithDefault("4294967296")
        long keepBytes();

        /** Files go once they are that old. */
        @WithDefault("90d")
        Duration keepAge();
    }

    /** What is refused. */
    interface Limits {

        /** Bytes of a request's body. */
        @WithDefault("1048576")
        int body();

        /** Rides of one request. */
        @WithDefault("1000")
        int rides();

        /** Rides under way, in all requests together; beyond it the answer is 429. */
        @WithDefault("10000")
        int pending();
    }
}
