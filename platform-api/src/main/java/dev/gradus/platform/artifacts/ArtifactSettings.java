package dev.gradus.platform.artifacts;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Optional;

/** What an operator says about artefacts. */
@ConfigMapping(prefix = "gradus.artifacts")
interface ArtifactSettings {
    /** A folder, or {@code s3://bucket/prefix}; a folder in the data folder if nothing is said. */
    @WithParentName
    Optional<String> place();

    /** The largest artefact. */
    MemorySize maxSize();

    /** How often what nothing names is looked for. */
    String sweep();

    /** How the object store is reached. */
    S3 s3();

    /** An object store; what is empty is as the environment of Amazon's SDK says. */
    interface S3 {
        /** Of another store than Amazon's. */
        Optional<URI> endpoint();

        /** The endpoint as clients reach it, if they do by another name. */
        Optional<URI> publicEndpoint();

        /** Its region. */
        Optional<String> region();

        /** Whether clients read and write the store by addresses that the server signs. */
        boolean direct();
    }
}
