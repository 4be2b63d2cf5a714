package dev.gradus.kit.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Versions of models, and aliases such as {@code champion} that point at one version each.
 *
 * <pre>{@code
 * ModelVersion version = store.register(candidate);
 * store.setAlias(version.name(), "champion", version.version());
 * store.fetch(version.name(), "champion", Path.of("target/model.safetensors"));
 * store.rollback(version.name(), "champion");   // the version that was champion before
 * }</pre>
 *
 * Mistakes are {@link dev.gradus.kit.data.BadInput}; a store that cannot be reached or written is an
 * {@link java.io.UncheckedIOException}.
 */
public interface ModelStore {

    /** Makes the next version; the same file of the same run, registered twice, is one version. */
    ModelVersion register(Candidate candidate);

    /** Every version of a model, oldest first; none of a model that is not known. */
    List<ModelVersion> versions(String name);

    /** The aliases of a model and the version that each points at. */
    SortedMap<String, String> aliases(String name);

    /** Points an alias at a version that exists. */
    void setAlias(String name, String alias, String version);

    /** Points an alias back at the version it pointed at before; again goes one further back. Returns that version. */
    String rollback(String name, String alias);

    /** Copies a version's file, after its bytes have been checked against its digest. */
    ModelVersion fetch(String name, String versionOrAlias, Path target);

    /** The version that a number or an alias means. */
    default Optional<ModelVersion> find(String name, String versionOrAlias) {
        String version = aliases(name).getOrDefault(versionOrAlias, versionOrAlias);
        return versions(name).stream()
                .filter(known -> known.version().equals(version))
                .findFirst();
    }
}
