package dev.gradus.maturity.collect.git;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.History;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
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
            "How the project's source files came to be, those that a template rendered and nobody changed left out. largestShare: the share, from 0 to 1, of all lines by which they grew"
                    + " that the largest commit brought.",
            Map.of(
                    "commits", ValueType.INTEGER,
                    "committers", ValueType.INTEGER,
                    "largestShare", ValueType.DECIMAL,
                    "complete", ValueType.BOOLEAN));

    private static final String LOCK = ".gradus/lock.json";
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
                notes.add(
                        CODE, new Counting(reader, rendered(surveys.of(project).texts())).of(history), null);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the history of " + project.name(), e);
            }
        }
        return notes.facts();
    }

    /** Digests of the files as the template wrote them: nobody's work, however many lines of it came at once. */
    private static Set<String> rendered(TreeText texts) {
        Set<String> digests = new HashSet<>();
        texts.of(LOCK)
                .flatMap(YamlNode::parse)
                .flatMap(lock -> lock.get("files"))
                .ifPresent(files -> files.entries().values().forEach(file -> digests.add(file.text("sha256"))));
        return digests;
    }

    /** What one content amounts to. */
    private record Content(long lines, boolean rendered) {
        static final Content NONE = new Content(0, false);
    }

    /** Counts lines, each content once. */
    private static final class Counting {
        private final ObjectReader reader;
        private final Set<String> rendered;
        private final Map<ObjectId, Content> contents = new HashMap<>();

        Counting(ObjectReader reader, Set<String> rendered) {
            this.reader = reader;
            this.rendered = rendered;
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
                    if (CODE_FILE.matcher(change.path()).matches()
                            && !content(change.after()).rendered()) {
                        touched = true;
                        grown += Math.max(
                                0,
                                content(change.after()).lines()
                                        - content(change.before()).lines());
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

        private Content content(ObjectId blob) throws IOException {
            Content known = blob.equals(ObjectId.zeroId()) ? Content.NONE : contents.get(blob);
            if (known == null) {
                known = read(blob);
                contents.put(blob, known);
            }
            return known;
        }

        private Content read(ObjectId blob) throws IOException {
            ObjectLoader loader;
            try {
                loader = reader.open(blob);
            } catch (MissingObjectException e) {
                // A partial clone has commits whose files it never fetched.
                return Content.NONE;
            }
            if (loader.getSize() > TreeText.LIMIT) {
                return Content.NONE;
            }
            byte[] bytes = loader.getCachedBytes();
            long lines = 0;
            for (byte each : bytes) {
                lines += each == '\n' ? 1 : 0;
            }
            return new Content(lines, !rendered.isEmpty() && rendered.contains(sha256(bytes)));
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
