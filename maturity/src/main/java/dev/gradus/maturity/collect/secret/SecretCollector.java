package dev.gradus.maturity.collect.secret;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.GitProjectTree;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.ProjectTree;
import dev.gradus.maturity.collect.survey.History;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Observes credentials in the files of a tree and in every content that its history ever held, each content once. */
public final class SecretCollector implements Collector {

    static final FactType SECRET = FactType.of(
            "secret.found",
            Evidence.TREE,
            "A credential, by its kind and place. where: tree or history. commit: the one that brought it, for one in the"
                    + " history. The credential itself is never part of a fact.",
            Map.of("kind", ValueType.STRING, "where", ValueType.STRING, "commit", ValueType.STRING));
    static final FactType SCAN = FactType.of(
            "secret.scan",
            Evidence.TREE,
            "That a scan for credentials was made, and how far it went; exactly one of each project. skipped: contents that"
                    + " were too large or could not be had. complete: the whole history was there to be scanned.",
            Map.of(
                    "files", ValueType.INTEGER,
                    "past", ValueType.INTEGER,
                    "skipped", ValueType.INTEGER,
                    "complete", ValueType.BOOLEAN));

    private final Surveys surveys;

    public SecretCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public List<FactType> declares() {
        return List.of(SECRET, SCAN);
    }

    @Override
    public List<Fact> collect(Project project) {
        Scanning scanning = new Scanning(new Notes(project, name()));
        scanning.tree(project.tree());
        boolean complete = true;
        Project.History behind = project.history();
        if (behind != null) {
            History history = surveys.of(project).history();
            complete = history.complete();
            try (ObjectReader reader = behind.repository().newObjectReader()) {
                scanning.history(history, reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the history of " + project.name(), e);
            }
        }
        return scanning.facts(complete);
    }

    private static final class Scanning {
        private final Notes notes;
        private final Set<ObjectId> seen = new HashSet<>();
        private long files;
        private long past;
        private long skipped;

        Scanning(Notes notes) {
            this.notes = notes;
        }

        void tree(ProjectTree tree) {
            for (String path : tree.paths()) {
                boolean fresh = !(tree instanceof GitProjectTree git) || seen.add(git.blob(path));
                if (fresh && SecretScan.isWorthReading(path, tree.size(path))) {
                    files++;
                    SecretScan.scan(path, tree.bytes(path)).forEach(found -> note(found, path, "tree", ""));
                }
            }
        }

        void history(History history, ObjectReader reader) throws IOException {
            Map<ObjectId, Brought> brought = new LinkedHashMap<>();
            for (History.Commit commit : history.commits()) {
                for (History.Change change : commit.changes()) {
                    if (!seen.contains(change.after())) {
                        // Later entries are of older commits, and the oldest one brought it.
                        brought.put(
                                change.after(),
                                new Brought(change.path(), commit.id().name()));
                    }
                }
            }
            for (Map.Entry<ObjectId, Brought> entry : brought.entrySet()) {
                past(entry.getKey(), entry.getValue(), reader);
            }
        }

        private record Brought(String path, String commit) {}

        private void past(ObjectId blob, Brought brought, ObjectReader reader) throws IOException {
            if (!SecretScan.isWorthReading(brought.path(), 0)) {
                return;
            }
            try {
                ObjectLoader loader = reader.open(blob);
                if (!SecretScan.isWorthReading(brought.path(), loader.getSize())) {
                    skipped++;
                    return;
                }
                past++;
                SecretScan.scan(brought.path(), loader.getCachedBytes())
                        .forEach(found -> note(found, brought.path(), "history", brought.commit()));
            } catch (MissingObjectException e) {
                skipped++;
            }
        }

        private void note(SecretScan.Found found, String path, String where, String commit) {
            notes.add(
                    SECRET,
                    Map.of("kind", found.kind(), "where", where, "commit", commit),
                    Location.of(path, found.line()));
        }

        List<Fact> facts(boolean complete) {
            notes.add(SCAN, Map.of("files", files, "past", past, "skipped", skipped, "complete", complete), null);
            return notes.facts();
        }
    }
}
