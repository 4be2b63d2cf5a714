package dev.gradus.maturity.collect.run;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Observes what runs and model versions the work tree of a project has recorded, and re-hashes the models themselves. */
public final class RunCollector implements Collector {

    static final FactType RUN = FactType.of(
            "run.recorded",
            Evidence.RUNTIME,
            "A recorded run. status: RUNNING where its end was never recorded. commitKnown: its commit is one of the assessed"
                    + " history. trainedOn: the sha256 of each training input. digests: every input carries one. disjoint: nothing tested on was trained on. intact: it has"
                    + " artefacts, and each still has the digest that was recorded.",
            Map.ofEntries(
                    Map.entry("id", ValueType.STRING),
                    Map.entry("status", ValueType.STRING),
                    Map.entry("commit", ValueType.STRING),
                    Map.entry("commitKnown", ValueType.BOOLEAN),
                    Map.entry("dirty", ValueType.BOOLEAN),
                    Map.entry("entryPoint", ValueType.STRING),
                    Map.entry("params", ValueType.INTEGER),
                    Map.entry("metrics", ValueType.STRINGS),
                    Map.entry("trainingInputs", ValueType.INTEGER),
                    Map.entry("trainedOn", ValueType.STRINGS),
                    Map.entry("testingInputs", ValueType.INTEGER),
                    Map.entry("digests", ValueType.BOOLEAN),
                    Map.entry("disjoint", ValueType.BOOLEAN),
                    Map.entry("intact", ValueType.BOOLEAN)));
    static final FactType VERSION = FactType.of(
            "model.version",
            Evidence.RUNTIME,
            "A registered version of a model. runKnown: its run is recorded. linked: that run recorded this very digest."
                    + " intact: the model still has it.",
            Map.of(
                    "name", ValueType.STRING,
                    "version", ValueType.STRING,
                    "run", ValueType.STRING,
                    "runKnown", ValueType.BOOLEAN,
                    "linked", ValueType.BOOLEAN,
                    "intact", ValueType.BOOLEAN,
                    "aliases", ValueType.STRINGS));
    static final FactType UNREADABLE = FactType.of(
            "run.unreadable",
            Evidence.RUNTIME,
            "A record of a run or of a model version that cannot be read.",
            Map.of("reason", ValueType.STRING));

    private final Surveys surveys;

    public RunCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public List<FactType> declares() {
        return List.of(RUN, VERSION, UNREADABLE);
    }

    @Override
    public boolean canSee(Project project) {
        Path workTree = project.workTree();
        return workTree != null
                && (Files.isDirectory(workTree.resolve("runs")) || Files.isDirectory(workTree.resolve("models")));
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Path workTree = project.workTree();
        if (workTree != null) {
            Records records = Records.read(workTree);
            Set<String> commits = records.runs().isEmpty()
                    ? Set.of()
                    : surveys.of(project).history().ids();
            records.runs()
                    .values()
                    .forEach(run -> notes.add(RUN, value(run, commits), place(run.path()), run.lastSeen()));
            records.versions()
                    .forEach(version ->
                            notes.add(VERSION, value(version, records), place(version.path()), version.createdAt()));
            records.unreadable()
                    .forEach((path, reason) -> notes.add(UNREADABLE, Map.of("reason", reason), place(path)));
        }
        return notes.facts();
    }

    private static Location place(String path) {
        return Location.of(path);
    }

    private static Map<String, Object> value(RecordedRun run, Set<String> commits) {
        return Map.ofEntries(
                Map.entry("id", run.id()),
                Map.entry("status", run.status()),
                Map.entry("commit", run.commit()),
                Map.entry("commitKnown", commits.contains(run.commit())),
                Map.entry("dirty", run.dirty()),
                Map.entry("entryPoint", run.entryPoint()),
                Map.entry("params", (long) run.params()),
                Map.entry("metrics", List.copyOf(run.metrics())),
                Map.entry("trainingInputs", (long) run.training().size()),
                Map.entry("trainedOn", run.trainedOn()),
                Map.entry("testingInputs", (long) run.testing().size()),
                Map.entry("digests", run.everyInputHasDigest()),
                Map.entry("disjoint", run.isDisjoint()),
                Map.entry("intact", run.intact()));
    }

    private static Map<String, Object> value(RecordedVersion version, Records records) {
        RecordedRun run = records.runs().get(version.run());
        return Map.of(
                "name", version.name(),
                "version", version.version(),
                "run", version.run(),
                "runKnown", run != null,
                "linked", run != null && run.artifacts().containsValue(version.digest()),
                "intact", version.intact(),
                "aliases", version.aliases());
    }
}
