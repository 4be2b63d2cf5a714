package dev.gradus.maturity.collect.git;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.History;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Observes who changed the code of a project, how often, and how much of it came at once. */
public final class HistoryCollector implements Collector {

    static final FactType CODE = FactType.of(
            "history.code",
            Evidence.HISTORY,
            "How the project's source files came to be. largestShare: the share, from 0 to 1, of all lines by which they grew"
                    + " that the largest commit brought.",
            Map.of(
                    "commits", ValueType.INTEGER,
                    "committers", ValueType.INTEGER,
                    "largestShare", ValueType.DECIMAL,
                    "complete", ValueType.BOOLEAN));

    private static final Pattern CODE_FILE = Pattern.compile(".*\\.(py|java|kt|scala|r|R|jl|ipynb)");

    private final Surveys surveys;

    public HistoryCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<FactType> declares() {
        return List.of(CODE);
    }

    @Override
    public boolean canSee(Project project) {
        return project.history() != null;
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Project.History behind = project.history();
        if (behind != null) {
            History history = surveys.of(project).history();
            try (ObjectReader reader = behind.repository().newObjectReader()) {
                notes.add(CODE, new Counting(reader).of(history), null);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the history of " + project.name(), e);
            }
        }
        return notes.facts();
    }

    /** Counts lines, each content once. */
    private static final class Counting {
        private final ObjectReader reader;
        private final Map<ObjectId, Long> lines = new HashMap<>();

        Counting(ObjectReader reader) {
            this.reader = reader;
        }

        Map<String, Object> of(History history) throws IOException {
            Set<String> committers = new HashSet<>();
            long commits = 0;
            long all = 0;
            long largest = 0;
            for (History.Commit commit : history.commits()) {
                boolean touched = false;
                long grown = 0;
                for (History.Change change : commit.changes()) {
                    if (CODE_FILE.matcher(change.path()).matches()) {
                        touched = true;
                        grown += Math.max(0, lines(change.after()) - lines(change.before()));
                    }
                }
                if (touched && !commit.merge()) {
                    commits++;
                    committers.add(commit.author());
                    all += grown;
                    largest = Math.max(largest, grown);
                }
            }
            return Map.of(
                    "commits",
                    commits,
                    "committers",
                    (long) committers.size(),
                    "largestShare",
                    all == 0 ? 0.0 : (double) largest / all,
                    "complete",
                    history.complete());
        }

        private long lines(ObjectId blob) throws IOException {
            if (blob.equals(ObjectId.zeroId())) {
                return 0;
            }
            Long known = lines.get(blob);
            if (known == null) {
                known = count(blob);
                lines.put(blob, known);
            }
            return known;
        }

        private long count(ObjectId blob) throws IOException {
            ObjectLoader loader;
            try {
                loader = reader.open(blob);
            } catch (MissingObjectException e) {
                // A partial clone has commits whose files it never fetched.
                return 0;
            }
            if (loader.getSize() > TreeText.LIMIT) {
                return 0;
            }
            long count = 0;
            for (byte each : loader.getCachedBytes()) {
                count += each == '\n' ? 1 : 0;
            }
            return count;
        }
    }
}
