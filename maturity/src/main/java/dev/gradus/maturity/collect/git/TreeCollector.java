package dev.gradus.maturity.collect.git;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.ProjectTree;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** Observes which kinds of files a tree holds: sources, notebooks, models, data, and what it keeps out. */
public final class TreeCollector implements Collector {

    static final FactType MODEL = FactType.of(
            "model.file",
            Evidence.TREE,
            "A trained model that is kept in git.",
            Map.of("format", ValueType.STRING, "bytes", ValueType.INTEGER));
    static final FactType DATA = FactType.of(
            "data.file",
            Evidence.TREE,
            "A data file that is kept in git.",
            Map.of("format", ValueType.STRING, "bytes", ValueType.INTEGER));
    static final FactType NOTEBOOK =
            FactType.of("notebook.file", Evidence.TREE, "A notebook.", Map.of("bytes", ValueType.INTEGER));
    static final FactType SOURCES = FactType.of(
            "tree.sources",
            Evidence.TREE,
            "How many source files the tree holds; exactly one of each project.",
            Map.of("files", ValueType.INTEGER, "notebooks", ValueType.INTEGER, "builds", ValueType.INTEGER));
    static final FactType IGNORED = FactType.of(
            "ignore.rule",
            Evidence.TREE,
            "A rule that keeps trained models or data out of git.",
            Map.of("covers", ValueType.STRING, "rule", ValueType.STRING));
    static final FactType METRIC_NAME = FactType.of(
            "name.metric",
            Evidence.TREE,
            "A file whose name carries a model's score.",
            Map.of("score", ValueType.STRING));
    static final FactType VERSION_NAME = FactType.of(
            "name.version",
            Evidence.TREE,
            "A file that is one of several hand-kept versions of the same thing.",
            Map.of("stem", ValueType.STRING, "version", ValueType.STRING));

    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry("pkl", "pickle"),
            Map.entry("pickle", "pickle"),
            Map.entry("joblib", "joblib"),
            Map.entry("pt", "pytorch"),
            Map.entry("pth", "pytorch"),
            Map.entry("ckpt", "checkpoint"),
            Map.entry("h5", "keras"),
            Map.entry("keras", "keras"),
            Map.entry("onnx", "onnx"),
            Map.entry("pmml", "pmml"),
            Map.entry("tflite", "tflite"),
            Map.entry("safetensors", "safetensors"),
            Map.entry("cbm", "catboost"),
            Map.entry("mlmodel", "coreml"));
    private static final Set<String> DATA_FORMATS = Set.of(
            "csv",
            "tsv",
            "parquet",
            "feather",
            "arrow",
            "orc",
            "avro",
            "xlsx",
            "xls",
            "jsonl",
            "npy",
            "npz",
            "arff",
            "sqlite",
            "db",
            "gz",
            "bz2",
            "zst",
            "zip",
            "tar",
            "tgz",
            "rdata",
            "rds",
            "sas7bdat",
            "dta",
            "libsvm",
            "tfrecord");
    private static final Set<String> SOURCES_OF =
            Set.of("py", "java", "scala", "kt", "r", "jl", "go", "cpp", "cc", "rs");
    private static final Set<String> BUILDS = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "Pipfile",
            "environment.yml",
            "environment.yaml",
            "requirements.txt");
    private static final Pattern TEST = Pattern.compile("(^|.*/)(src/test|tests?|fixtures?|testdata)/.*");
    private static final Pattern SCORE = Pattern.compile(
            "(?i)(?:^|[^a-z])((?:acc|accuracy|auc|f1|rmse|mae|mse|r2|loss|score|precision|recall)[_=@-]?\\d+(?:[._]\\d+)?)(?![a-z0-9])");
    private static final Pattern VERSION = Pattern.compile(
            "(?i)^(.+?)[ _-]?(v\\d+|final\\d*|new|old|copy|backup|bak|latest|best|\\(\\d+\\)|20\\d{2}[-_]?\\d{2}[-_]?\\d{2})$");
    private static final Map<String, List<String>> PROBES = Map.of(
            "models",
            List.of(
                    "models/model.pkl",
                    "model/model.pkl",
                    "model.pkl",
                    "model.joblib",
                    "model.pt",
                    "model.onnx",
                    "model.h5",
                    "build/model/model.safetensors",
                    "artifacts/model.pkl",
                    "outputs/model.pkl",
                    "mlruns/0/model.pkl",
                    "target/model.zip"),
            "data",
            List.of(
                    "data/raw/rides.csv",
                    "data/rides.parquet",
                    "data/train.csv",
                    "data/raw.parquet",
                    "build/data/rides.parquet"));
    private static final long LARGEST_ZIP = 64L << 20;

    private final Surveys surveys;

    public TreeCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public List<FactType> declares() {
        return List.of(MODEL, DATA, NOTEBOOK, SOURCES, IGNORED, METRIC_NAME, VERSION_NAME);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        TreeText texts = surveys.of(project).texts();
        long sources = 0;
        long notebooks = 0;
        long builds = 0;
        for (String path : project.tree().paths()) {
            String extension = extension(path);
            file(project.tree(), path, extension, notes);
            sources += SOURCES_OF.contains(extension) && !TEST.matcher(path).matches() ? 1 : 0;
            notebooks += extension.equals("ipynb") ? 1 : 0;
            builds += BUILDS.contains(TreeText.fileName(path)) ? 1 : 0;
        }
        notes.add(SOURCES, Map.of("files", sources, "notebooks", notebooks, "builds", builds), null);
        ignored(texts, notes);
        versions(project.tree(), notes);
        return notes.facts();
    }

    private static void file(ProjectTree tree, String path, String extension, Notes notes) {
        if (TEST.matcher(path).matches()) {
            return;
        }
        if (extension.equals("ipynb")) {
            notes.add(NOTEBOOK, Map.of("bytes", tree.size(path)), Location.of(path));
        }
        String model = MODELS.getOrDefault(extension, extension.equals("zip") ? zippedModel(tree, path) : "");
        if (!model.isEmpty()) {
            notes.add(MODEL, Map.of("format", model, "bytes", tree.size(path)), Location.of(path));
        } else if (DATA_FORMATS.contains(extension)) {
            notes.add(DATA, Map.of("format", extension, "bytes", tree.size(path)), Location.of(path));
        }
        Matcher score = SCORE.matcher(TreeText.fileName(path));
        if (score.find() && (!model.isEmpty() || extension.equals("ipynb") || DATA_FORMATS.contains(extension))) {
            notes.add(METRIC_NAME, Map.of("score", score.group(1)), Location.of(path));
        }
    }

    /** A zip that Deeplearning4j or H2O wrote, told by its entries. */
    private static String zippedModel(ProjectTree tree, String path) {
        if (tree.size(path) > LARGEST_ZIP) {
            return "";
        }
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(tree.bytes(path)))) {
            boolean configured = false;
            boolean weighted = false;
            ZipEntry entry = zip.getNextEntry();
            for (int i = 0; entry != null && i < 20; i++) {
                configured |= entry.getName().equals("configuration.json");
                weighted |= entry.getName().equals("coefficients.bin");
                if (entry.getName().equals("model.ini")) {
                    return "mojo";
                }
                entry = zip.getNextEntry();
            }
            return configured && weighted ? "dl4j" : "";
        } catch (ZipException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static void ignored(TreeText texts, Notes notes) {
        texts.paths(path -> TreeText.fileName(path).equals(".gitignore")).forEach(path -> {
            List<String> lines = texts.lines(path);
            for (int i = 0; i < lines.size(); i++) {
                rule(path, lines.get(i), i + 1, notes);
            }
        });
    }

    private static void rule(String path, String line, int number, Notes notes) {
        String pattern = line.strip();
        if (pattern.isEmpty() || pattern.startsWith("#") || pattern.startsWith("!")) {
            return;
        }
        String folder = TreeText.folder(path);
        FastIgnoreRule rule = new FastIgnoreRule(pattern);
        PROBES.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(probes -> {
            boolean covers = probes.getValue().stream()
                    .map(probe -> probe.startsWith(folder + "/") ? probe.substring(folder.length() + 1) : probe)
                    .anyMatch(probe -> covers(rule, probe));
            if (covers || isPointedAt(folder, pattern, probes.getKey())) {
                notes.add(IGNORED, Map.of("covers", probes.getKey(), "rule", pattern), Location.of(path, number));
            }
        });
    }

    private static boolean isPointedAt(String folder, String pattern, String kind) {
        return kind.equals("data") && folder.matches("(.*/)?data") && pattern.startsWith("/");
    }

    /** A rule covers a file when it matches it or a folder above it. */
    private static boolean covers(FastIgnoreRule rule, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (rule.isMatch(path.substring(0, slash), true)) {
                return true;
            }
        }
        return rule.isMatch(path, false);
    }

    private static void versions(ProjectTree tree, Notes notes) {
        Map<String, Integer> kept = new HashMap<>();
        tree.paths().forEach(path -> stem(path).ifPresent(stem -> kept.merge(stem, 1, Integer::sum)));
        for (String path : tree.paths()) {
            stem(path).filter(stem -> kept.getOrDefault(stem, 0) > 1).ifPresent(stem -> {
                Matcher version = VERSION.matcher(baseName(path));
                String which = version.matches() ? version.group(2) : "";
                notes.add(VERSION_NAME, Map.of("stem", stem, "version", which), Location.of(path));
            });
        }
    }

    /** What a model, notebook or source is called without its version; empty for other files and unversioned names. */
    private static Optional<String> stem(String path) {
        String extension = extension(path);
        boolean kept = MODELS.containsKey(extension) || extension.equals("ipynb") || extension.equals("py");
        Matcher version = VERSION.matcher(baseName(path));
        return kept && version.matches() && !TEST.matcher(path).matches()
                ? Optional.of(TreeText.folder(path) + "/" + version.group(1) + "." + extension)
                : Optional.empty();
    }

    private static String baseName(String path) {
        String name = TreeText.fileName(path);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String extension(String path) {
        String name = TreeText.fileName(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
