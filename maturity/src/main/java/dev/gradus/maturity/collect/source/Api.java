package dev.gradus.maturity.collect.source;

import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.code.SourceFile.Language;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls by which training code does what the catalogue asks about. */
enum Api {
    TRAIN_PYTHON(
            "train",
            Language.PYTHON,
            "(?!.*(preprocessing|feature_extraction|impute|Scaler|Encoder|Vectorizer|PCA|[Bb]aseline|Dummy)).*"
                    + "\\.(fit|partial_fit|backward|train_on_batch)|(lightgbm|xgboost|catboost|fasttext)\\..*train\\w*|.*[Tt]rainer.*\\.train|.*fit_generator"),
    TRAIN_JAVA(
            "train",
            Language.JAVA,
            "(?!.*([Bb]aseline|Normalizer|DataNormalization|Scaler)).*[.](fit|buildClassifier|pretrain|fitMultiple)|.*XGBoost\\.train|.*[Tt]rainer(\\(\\))?\\.train"
                    + "|smile\\..*|org\\.tribuo\\..*\\.train"),
    METRICS_PYTHON(
            "track.metrics",
            Language.PYTHON,
            "(mlflow|wandb|dvclive|comet_ml|neptune|clearml)\\b.*\\.(log_metrics?|log|report_scalar|append)"),
    PARAMS_PYTHON(
            "track.params",
            Language.PYTHON,
            "(mlflow|dvclive|comet_ml|clearml)\\b.*\\.(log_params?|log_parameters?|connect)|wandb\\.init|wandb\\.config\\.update"),
    AUTO_PYTHON(
            "track.auto",
            Language.PYTHON,
            "mlflow\\b.*\\.autolog|wandb\\b.*\\.(WandbCallback|WandbMetricsLogger|autolog|watch)|neptune\\.init_run|clearml\\.Task\\.init"
                    + "|comet_ml\\.(Experiment|start)|.*\\.(MLflowCallback|MLFlowLogger|WandbLogger|DVCLiveCallback|DVCLiveLogger)"),
    METRICS_JAVA("track.metrics", Language.JAVA, "org\\.mlflow\\..*\\.(logMetrics?|logBatch)"),
    PARAMS_JAVA("track.params", Language.JAVA, "org\\.mlflow\\..*\\.(logParams?|logBatch)"),
    AUTO_JAVA("track.auto", Language.JAVA, "org\\.deeplearning4j\\..*\\.StatsListener\\.new"),
    REGISTER_PYTHON(
            "register",
            Language.PYTHON,
            "mlflow\\b.*\\.(register_model|create_model_version)|wandb\\b.*\\.(link_artifact|link_model)|clearml\\.OutputModel.*\\.publish"
                    + "|azureml\\..*\\.register|sagemaker\\..*\\.register|.*\\.push_to_hub"),
    REGISTER_JAVA("register", Language.JAVA, "org\\.mlflow\\..*\\.(createModelVersion|createRegisteredModel)"),
    SPLIT_PYTHON(
            "split",
            Language.PYTHON,
            "(sklearn|surprise)\\.model_selection\\.(train_test_split|cross_val_\\w+|cross_validate|\\w*KFold|\\w*Split|\\w*SearchCV)"
                    + "|torch\\.utils\\.data\\.random_split|.*\\.randomSplit|(.*\\.)?\\w*_split(_\\w+)?|(.*\\.)?split_\\w+"),
    SPLIT_JAVA(
            "split",
            Language.JAVA,
            ".*\\.(splitTestAndTrain|testAndTrain|randomSplit|trainTestSplit)|org\\.tribuo\\..*TrainTestSplitter\\.new"
                    + "|(.*\\.)?\\w*(Data|Time|Train|Test|Holdout)Split\\w*\\.\\w+"),
    EVALUATE_PYTHON(
            "evaluate",
            Language.PYTHON,
            "sklearn\\.metrics\\.\\w*(error|score|loss|report|accuracy|auc|curve|matrix)\\w*|(?!.*([Bb]aseline|Dummy)).*\\.(evaluate|score)|torchmetrics\\..*"
                    + "|sklearn\\.model_selection\\.cross_val\\w*|mlflow\\.evaluate"),
    EVALUATE_JAVA(
            "evaluate",
            Language.JAVA,
            "(?!.*[Bb]aseline).*\\.(evaluate|evaluateRegression|doEvaluation|rmse|rootMeanSquaredError|averagerootMeanSquaredError)"
                    + "|org\\.nd4j\\..*Evaluation\\.new|(rmse|evaluate)|.*\\.(Metrics|Measures|Evaluation|RegressionMetrics)\\.(of|new|from|measure)"),
    BASELINE_PYTHON(
            "baseline",
            Language.PYTHON,
            "sklearn\\.dummy\\.Dummy\\w+|(.*\\.)?\\w*([Bb]aseline|[Nn]aive(?!Bayes|_bayes|_Bayes))\\w*"),
    BASELINE_JAVA("baseline", Language.JAVA, "(.*\\.)?\\w*([Bb]aseline|ZeroR)\\w*(\\.\\w+)?"),
    REVISION_PYTHON("data.revision", Language.PYTHON, "datasets\\.load_dataset|huggingface_hub\\.\\w+|.*DeltaTable");

    /** Targets beyond which what is known of them is found out anew: projects have some thousands. */
    private static final int MOST_KNOWN = 50_000;

    private static final Map<String, List<Api>> JAVA = new ConcurrentHashMap<>();
    private static final Map<String, List<Api>> PYTHON = new ConcurrentHashMap<>();

    private static final Pattern BASELINE_KEY = Pattern.compile("(?i).*(baseline|dummy|naive).*");
    private static final Pattern RECORDS =
            Pattern.compile("(?i).*(log|metric|record|report|score|track|write|dump|save|put|entry|<key>|^of$).*");
    private static final Pattern TALKS =
            Pattern.compile("print\\w*|info|debug|warn|warning|add_argument|addArgument|error");
    private static final List<String> METRIC_ROUTES = List.of("runs/log-metric", "runs/log-batch");
    private static final List<String> PARAMETER_ROUTES = List.of("runs/log-parameter", "runs/log-batch");

    private final String what;
    private final Language language;
    private final Pattern target;

    Api(String what, Language language, String target) {
        this.what = what;
        this.language = language;
        this.target = Pattern.compile(target);
    }

    /** Everything that one call does, by the words of the fact {@code code.use}. */
    static Set<String> uses(Call call, Language language) {
        Set<String> uses = new LinkedHashSet<>();
        for (Api api : of(call.target(), language)) {
            if (api.agrees(call)) {
                uses.add(api.what);
            }
        }
        addByArguments(call, uses);
        return uses;
    }

    /** Many commands reach the same code, so the same targets are asked about again and again. */
    private static List<Api> of(String target, Language language) {
        Map<String, List<Api>> known = language == Language.JAVA ? JAVA : PYTHON;
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(target, asked -> Stream.of(values())
                .filter(api ->
                        api.language == language && api.target.matcher(asked).matches())
                .toList());
    }

    private boolean agrees(Call call) {
        return this != REVISION_PYTHON
                || call.keywords().contains("revision")
                || call.keywords().contains("version");
    }

    private static void addByArguments(Call call, Set<String> uses) {
        if (call.target().startsWith("mlflow") && call.keywords().contains("registered_model_name")) {
            uses.add("register");
        }
        if (call.keywords().contains("validation_split")) {
            uses.add("split");
        }
        if (names(call, METRIC_ROUTES)) {
            uses.add("track.metrics");
        }
        if (names(call, PARAMETER_ROUTES)) {
            uses.add("track.params");
        }
        if (names(call, List.of("model-versions/create"))) {
            uses.add("register");
        }
        if (recordsBaseline(call)) {
            uses.add("baseline.recorded");
        }
    }

    private static boolean names(Call call, List<String> routes) {
        return call.literals().stream().anyMatch(literal -> routes.stream().anyMatch(literal::contains));
    }

    private static boolean recordsBaseline(Call call) {
        return RECORDS.matcher(call.name()).matches()
                && !TALKS.matcher(call.name()).matches()
                && call.literals().stream()
                        .anyMatch(literal -> BASELINE_KEY.matcher(literal).matches());
    }

    /** The module whose import alone proves nothing: a tracker's, else null. */
    static @Nullable String tracker(String imported) {
        String first = imported.split("\\.", 2)[0];
        if (Set.of("mlflow", "wandb", "clearml", "dvclive", "neptune", "comet_ml")
                .contains(first)) {
            return first;
        }
        return imported.startsWith("org.mlflow.") ? "org.mlflow" : null;
    }
}
