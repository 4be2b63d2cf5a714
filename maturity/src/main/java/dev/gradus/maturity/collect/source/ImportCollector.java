package dev.gradus.maturity.collect.source;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Observes by what it imports that a project without a build, such as a folder of notebooks, is machine learning. */
public final class ImportCollector implements Collector {

    static final FactType IMPORT = FactType.of(
            "ml.import",
            Evidence.TREE,
            "A source file or notebook that imports a library for machine learning; the first one alone.",
            Map.of("name", ValueType.STRING));

    private static final Pattern SOURCE = Pattern.compile(".*\\.(py|ipynb|java)");
    private static final Pattern TEST = Pattern.compile("(^|.*/)(src/test|tests?|fixtures?|testdata)/.*");
    private static final Pattern LIBRARY = Pattern.compile(
            "(?m)^[\\s\"]*(?:import|from)\\s+(sklearn|tensorflow|keras|torch|lightning|pytorch_lightning|xgboost|lightgbm|catboost|transformers"
                    + "|jax|flax|statsmodels|prophet|spacy|gensim|fastai|h2o|mlflow|onnxruntime|pycaret|sktime|pymc|ultralytics"
                    + "|org\\.deeplearning4j|org\\.nd4j|org\\.tribuo|smile|weka|ml\\.dmlc\\.xgboost4j|ai\\.djl|ai\\.onnxruntime|org\\.tensorflow"
                    + "|org\\.apache\\.spark\\.ml)\\b");

    private final Surveys surveys;

    public ImportCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public List<FactType> declares() {
        return List.of(IMPORT);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        TreeText texts = surveys.of(project).texts();
        texts.paths(path ->
                        SOURCE.matcher(path).matches() && !TEST.matcher(path).matches())
                .flatMap(path -> first(texts, path).stream())
                .findFirst()
                .ifPresent(found -> notes.add(IMPORT, Map.of("name", found.name()), found.location()));
        return notes.facts();
    }

    private record Found(String name, Location location) {}

    /** Notebooks carry their pictures, so they are read beyond what a source may have. */
    private static Optional<Found> first(TreeText texts, String path) {
        boolean notebook = path.endsWith(".ipynb");
        if (!notebook && !texts.of(path).orElse("").contains("import")) {
            return Optional.empty();
        }
        List<String> lines = notebook ? texts.allLines(path) : texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher library = LIBRARY.matcher(lines.get(i));
            if (library.find()) {
                return Optional.of(new Found(library.group(1), Location.of(path, i + 1)));
            }
        }
        return Optional.empty();
    }
}
