package dev.gradus.templates.status;

import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.repository.Bases;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Where a project stands.
 *
 * <pre>{@code
 * ProjectStatus status = ProjectStatus.of(project, Packs.builtIn());
 * status.stage();       // "adhoc"
 * status.divergences(); // [Divergence[path=pom.xml, kind=MODIFIED]]
 * }</pre>
 *
 * @param folder of the project in its repository, empty at the root
 * @param newest version of its pack that the program carries, empty if it does not know the pack
 * @param divergences of the files as they lie in the folder, committed or not
 * @param uncommitted tracked files that differ from the last commit
 */
public record ProjectStatus(
        String folder,
        String commit,
        String stage,
        String pack,
        String version,
        String newest,
        String base,
        List<Divergence> divergences,
        List<String> uncommitted) {

    public static ProjectStatus of(ProjectRepository project, Packs packs) {
        Lock lock = project.lock();
        FileTree base = new Bases(packs).of(project).tree();
        String newest = packs.newest().stream()
                .filter(pack -> pack.name().equals(lock.pack().name()))
                .map(pack -> pack.version())
                .findFirst()
                .orElse("");
        return new ProjectStatus(
                project.folder(),
                project.headCommit(),
                lock.stage().key(),
                lock.pack().name(),
                lock.pack().version(),
                newest,
                lock.base(),
                divergences(base, project.workTree()),
                List.copyOf(project.uncommitted()));
    }

    static List<Divergence> divergences(FileTree base, FileTree lying) {
        SortedMap<String, TreeFile> files = new TreeMap<>(lying.files());
        files.remove(Lock.PATH);
        List<Divergence> divergences = new ArrayList<>();
        SortedSet<String> paths = base.paths();
        paths.addAll(files.keySet());
        for (String path : paths) {
            kind(base.file(path), Optional.ofNullable(files.get(path)))
                    .ifPresent(kind -> divergences.add(new Divergence(path, kind)));
        }
        return divergences;
    }

    private static Optional<Divergence.Kind> kind(Optional<TreeFile> base, Optional<TreeFile> lying) {
        if (base.equals(lying)) {
            return Optional.empty();
        }
        if (base.isEmpty()) {
            return Optional.of(Divergence.Kind.ADDED);
        }
        if (lying.isEmpty()) {
            return Optional.of(Divergence.Kind.REMOVED);
        }
        boolean sameContent = base.get().content().equals(lying.get().content());
        return Optional.of(sameContent ? Divergence.Kind.MODE : Divergence.Kind.MODIFIED);
    }

    /** How many files differ in which way. */
    public Map<Divergence.Kind, Long> counts() {
        SortedMap<Divergence.Kind, Long> counts = new TreeMap<>();
        divergences.forEach(divergence -> counts.merge(divergence.kind(), 1L, Long::sum));
        return counts;
    }
}
