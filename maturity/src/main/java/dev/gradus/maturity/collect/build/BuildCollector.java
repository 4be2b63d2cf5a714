package dev.gradus.maturity.collect.build;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.build.PythonBuilds.Build;
import dev.gradus.maturity.collect.maven.Pom;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Observes builds: what they depend on, and what holds those dependencies still. */
public final class BuildCollector implements Collector {

    static final FactType BUILD = FactType.of(
            "build.file",
            Evidence.TREE,
            "A file that says how the project is built. rules: names of the enforcer's rules that hold for a pom, its"
                    + " parents' among them. locks: that a Gradle build takes nothing but what its lock, or its list of"
                    + " verified artefacts, holds.",
            Map.of(
                    "ecosystem",
                    ValueType.STRING,
                    "kind",
                    ValueType.STRING,
                    "rules",
                    ValueType.STRINGS,
                    "locks",
                    ValueType.BOOLEAN));
    static final FactType DEPENDENCY = FactType.of(
            "build.dependency",
            Evidence.TREE,
            "A dependency that a build declares. exact: it names one version. locked: a lock beside it or above it holds a"
                    + " version that it allows. moving: it is a range, a snapshot or the latest there is.",
            Map.of(
                    "ecosystem", ValueType.STRING,
                    "name", ValueType.STRING,
                    "version", ValueType.STRING,
                    "exact", ValueType.BOOLEAN,
                    "moving", ValueType.BOOLEAN,
                    "locked", ValueType.BOOLEAN));
    static final FactType ML = FactType.of(
            "ml.dependency",
            Evidence.TREE,
            "A dependency on a library for machine learning.",
            Map.of("ecosystem", ValueType.STRING, "name", ValueType.STRING));
    static final FactType LOCK = FactType.of(
            "build.lock",
            Evidence.TREE,
            "A lock. used: some command installs from it, or its build takes nothing else.",
            Map.of(
                    "ecosystem",
                    ValueType.STRING,
                    "kind",
                    ValueType.STRING,
                    "entries",
                    ValueType.INTEGER,
                    "used",
                    ValueType.BOOLEAN));
    static final FactType INSTALL = FactType.of(
            "build.install",
            Evidence.TREE,
            "A command that installs dependencies. lock: file name of the lock that it reads, empty where it reads none."
                    + " frozen: that lock is in the tree, so nothing else can be installed.",
            Map.of("tool", ValueType.STRING, "lock", ValueType.STRING, "frozen", ValueType.BOOLEAN));
    static final FactType UNREADABLE = FactType.of(
            "build.unreadable",
            Evidence.TREE,
            "A build file that is not well formed.",
            Map.of("kind", ValueType.STRING));

    private static final Pattern MOVING =
            Pattern.compile("[\\[(].*|.*-SNAPSHOT|LATEST|RELEASE|latest\\..*|.*\\+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ML_PYTHON = Pattern.compile(
            "scikit-learn|sklearn|tensorflow.*|keras|torch|pytorch.*|lightning|xgboost|lightgbm|catboost|transformers|sentence-transformers|jax|flax"
                    + "|mxnet|onnx.*|statsmodels|prophet|spacy|gensim|fastai|h2o|mlflow.*|wandb|clearml|pycaret|autogluon.*|river|surprise|implicit|optuna"
                    + "|timm|diffusers|ultralytics|darts|sktime|pymc|paddlepaddle|cuml");
    private static final Pattern ML_JAVA = Pattern.compile(
            "org\\.deeplearning4j:.*|org\\.nd4j:.*|org\\.tribuo:.*|com\\.github\\.haifengli:smile.*|nz\\.ac\\.waikato\\.cms\\.weka:.*|ml\\.dmlc:xgboost.*"
                    + "|org\\.apache\\.spark:spark-mllib.*|ai\\.djl.*|org\\.tensorflow:.*|com\\.microsoft\\.onnxruntime:.*|ai\\.h2o:.*|org\\.mlflow:.*"
                    + "|com\\.microsoft\\.ml\\.lightgbm:.*|org\\.apache\\.flink:flink-ml.*|org\\.encog:.*|ai\\.catboost:.*|com\\.microsoft\\.azure:synapseml.*");
    private static final Pattern OTHER_TREES =
            Pattern.compile("(^|.*/)(node_modules|target|\\.venv|venv|src/test|tests?/(fixtures|data))/.*");

    private final Surveys surveys;

    public BuildCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "builds";
    }

    @Override
    public List<FactType> declares() {
        return List.of(BUILD, DEPENDENCY, ML, LOCK, INSTALL, UNREADABLE);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        maven(survey, notes);
        gradle(survey, notes);
        python(survey, notes);
        return notes.facts();
    }

    private static void maven(Survey survey, Notes notes) {
        Set<String> own = new HashSet<>();
        survey.poms().all().forEach(pom -> own.add(pom.name()));
        for (Pom pom : survey.poms().all()) {
            List<String> rules = survey.poms().enforcerIsOff() ? List.of() : pom.enforcerRules();
            build(notes, "java", "pom.xml", rules, Location.of(pom.path(), pom.enforcerLine()));
            Stream.concat(pom.dependencies().stream(), pom.plugins().stream())
                    .filter(declared -> !own.contains(declared.name()))
                    .forEach(declared -> dependency(
                            notes,
                            "java",
                            new Requirement(declared.name(), declared.version(), declared.path(), declared.line()),
                            false));
        }
        survey.poms().broken().forEach(path -> notes.add(UNREADABLE, Map.of("kind", "pom.xml"), Location.of(path)));
    }

    private static void build(Notes notes, String ecosystem, String kind, List<String> rules, Location location) {
        Map<String, Object> value = Map.of(
                "ecosystem", ecosystem, "kind", kind, "rules", List.copyOf(new TreeSet<>(rules)), "locks", false);
        notes.add(BUILD, value, location);
    }

    private static void dependency(Notes notes, String ecosystem, Requirement requirement, boolean locked) {
        boolean java = ecosystem.equals("java");
        boolean moving = MOVING.matcher(requirement.version()).matches();
        Location location = Location.of(requirement.path(), requirement.line());
        Map<String, Object> value = Map.of(
                "ecosystem",
                ecosystem,
                "name",
                requirement.name(),
                "version",
                requirement.version(),
                "exact",
                java ? !moving && !requirement.version().isEmpty() : requirement.isExact(),
                "moving",
                moving,
                "locked",
                locked);
        notes.add(DEPENDENCY, value, location);
        if ((java ? ML_JAVA : ML_PYTHON).matcher(requirement.name()).matches()) {
            notes.add(ML, Map.of("ecosystem", ecosystem, "name", requirement.name()), location);
        }
    }

    private static void gradle(Survey survey, Notes notes) {
        GradleBuilds builds = new GradleBuilds(survey.texts(), survey.wiring());
        List<GradleBuilds.Build> found = survey.texts()
                .paths(path ->
                        GradleBuilds.isBuild(path) && !OTHER_TREES.matcher(path).matches())
                .map(builds::build)
                .toList();
        SortedMap<String, Lock> locks = new TreeMap<>();
        Set<String> used = new HashSet<>();
        for (GradleBuilds.Build build : found) {
            notes.add(
                    BUILD,
                    Map.of("ecosystem", "java", "kind", "build.gradle", "rules", List.of(), "locks", build.locks()),
                    Location.of(build.path()));
            build.requirements().forEach(each -> dependency(notes, "java", each, build.locked(each)));
            build.lock().ifPresent(lock -> {
                locks.put(lock.path(), lock);
                used.addAll(build.locks() ? Set.of(lock.path()) : Set.of());
            });
        }
        locks.forEach((path, lock) -> lock(notes, "java", lock, used.contains(path)));
    }

    private static void python(Survey survey, Notes notes) {
        TreeText texts = survey.texts();
        PythonBuilds builds = new PythonBuilds(texts);
        List<Build> found = texts.paths(path ->
                        PythonBuilds.isBuild(path) && !OTHER_TREES.matcher(path).matches())
                .flatMap(path -> builds.build(path).stream())
                .toList();
        List<Lock> locks = texts.paths(path -> !OTHER_TREES.matcher(path).matches())
                .flatMap(path -> builds.lock(path).stream())
                .toList();
        for (Build build : found) {
            build(notes, "python", build.kind(), List.of(), Location.of(build.path()));
            build.requirements().forEach(each -> dependency(notes, "python", each, isLocked(each, locks)));
        }
        if (!found.isEmpty()) {
            List<Installs.Install> installs = Installs.of(survey.wiring(), texts);
            locks.forEach(lock -> lock(notes, "python", lock, isUsed(lock, installs)));
            installs.forEach(install -> install(install, locks, notes));
        }
    }

    private static boolean isLocked(Requirement requirement, List<Lock> locks) {
        return locks.stream()
                .filter(lock -> isBelow(requirement.path(), TreeText.folder(lock.path())))
                .anyMatch(lock -> lock.holds(requirement));
    }

    private static boolean isBelow(String path, String folder) {
        return folder.isEmpty() || path.startsWith(folder + "/");
    }

    private static boolean isUsed(Lock lock, List<Installs.Install> installs) {
        return installs.stream().anyMatch(install -> install.lock().equals(TreeText.fileName(lock.path())));
    }

    private static void lock(Notes notes, String ecosystem, Lock lock, boolean used) {
        Map<String, Object> value = Map.of(
                "ecosystem",
                ecosystem,
                "kind",
                lock.kind(),
                "entries",
                (long) lock.versions().size(),
                "used",
                used);
        notes.add(LOCK, value, Location.of(lock.path()));
    }

    private static void install(Installs.Install install, List<Lock> locks, Notes notes) {
        boolean frozen =
                locks.stream().anyMatch(lock -> TreeText.fileName(lock.path()).equals(install.lock()));
        Map<String, Object> value = Map.of("tool", install.tool(), "lock", install.lock(), "frozen", frozen);
        notes.add(INSTALL, value, Location.of(install.path(), install.line()));
    }
}
