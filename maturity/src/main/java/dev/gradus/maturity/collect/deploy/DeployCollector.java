package dev.gradus.maturity.collect.deploy;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Led;
import dev.gradus.maturity.collect.wiring.Shell;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Observes Dockerfiles, deployment scripts and manifests, and the files that they name and the tree has not. */
public final class DeployCollector implements Collector {

    static final FactType DESCRIPTION = FactType.of(
            "deploy.description",
            Evidence.TREE,
            "A description of how the model gets to where it is used. effective: it does something: an image that starts the"
                    + " project, a script beyond messages, a workload with an image. dangling: how many files it names in vain.",
            Map.of("kind", ValueType.STRING, "effective", ValueType.BOOLEAN, "dangling", ValueType.INTEGER));
    static final FactType DANGLING = FactType.of(
            "deploy.dangling",
            Evidence.TREE,
            "A file that a description of a deployment names and the tree has not.",
            Map.of("kind", ValueType.STRING, "missing", ValueType.STRING));

    private static final Pattern DOCKERFILE =
            Pattern.compile("(.*/)?(Dockerfile([.-][\\w.-]+)?|[\\w.-]+\\.[Dd]ockerfile|Containerfile)");
    private static final Pattern COMPOSE = Pattern.compile("(.*/)?(docker-)?compose[\\w.-]*\\.ya?ml");
    private static final Pattern OTHER_TREES =
            Pattern.compile("(^|.*/)(src/test|tests?|\\.devcontainer|node_modules|\\.github|charts?/.*/templates)/.*");
    private static final Pattern BUILT =
            Pattern.compile("(.*/)?(target|build|dist|out|models?|artifacts)(/.*)?|.*[$*?\\[<].*");
    private static final Set<String> WORKLOADS = Set.of(
            "Deployment",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "InferenceService",
            "SeldonDeployment",
            "RayService",
            "MLProject",
            "ModelRelease");
    private static final Set<String> IDLE = Set.of(
            "echo", "printf", "set", "true", ":", "exit", "usage", "fi", "done", "esac", "}", "return", "shift", "case",
            "fail");

    private final Surveys surveys;

    public DeployCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "deployments";
    }

    @Override
    public List<FactType> declares() {
        return List.of(DESCRIPTION, DANGLING);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        TreeText texts = survey.texts();
        texts.paths(path -> !OTHER_TREES.matcher(path).matches()).forEach(path -> {
            if (DOCKERFILE.matcher(path).matches()) {
                new Dockerfile(texts, path).note(notes);
            } else if (COMPOSE.matcher(path).matches()) {
                compose(texts, path, notes);
            } else if (path.endsWith(".yaml") || path.endsWith(".yml")) {
                manifest(texts, path, notes);
            }
        });
        survey.programs().started().stream()
                .filter(started -> started.purpose().equals("deploy"))
                .filter(started -> started.command().kind() != Command.Kind.MAIN)
                .forEach(started -> script(started, survey, notes));
        return notes.facts();
    }

    /** One Dockerfile: its sources are relative to the folder it is built from, its own or the root. */
    private record Dockerfile(TreeText texts, String path) {

        void note(Notes notes) {
            boolean base = false;
            boolean content = false;
            boolean start = false;
            long dangling = 0;
            List<String> lines = texts.lines(path);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                String word = line.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
                base |= word.equals("FROM");
                start |= word.equals("CMD") || word.equals("ENTRYPOINT");
                if (word.equals("COPY") || word.equals("ADD")) {
                    content = true;
                    int number = i + 1;
                    List<String> missing = sources(line).filter(this::isMissing).toList();
                    missing.forEach(source -> DeployCollector.dangling(notes, "Dockerfile", source, path, number));
                    dangling += missing.size();
                }
            }
            description(notes, "Dockerfile", base && content && start, dangling, Location.of(path));
        }

        private static Stream<String> sources(String line) {
            if (line.contains("--from=") || line.contains("<<") || line.contains("[")) {
                return Stream.empty();
            }
            List<String> words = Stream.of(line.split("\\s+", -1))
                    .skip(1)
                    .filter(word -> !word.startsWith("--"))
                    .toList();
            return words.stream().limit(Math.max(0, words.size() - 1));
        }

        private boolean isMissing(String source) {
            boolean elsewhere = source.contains("://") || BUILT.matcher(source).matches();
            return !elsewhere
                    && !texts.knows(Paths.join("", source))
                    && !texts.knows(Paths.join(TreeText.folder(path), source));
        }
    }

    private static void compose(TreeText texts, String path, Notes notes) {
        texts.of(path)
                .flatMap(YamlNode::parse)
                .flatMap(root -> root.get("services"))
                .ifPresent(services -> services.entries().values().forEach(service -> service.get("build")
                        .ifPresent(build -> {
                            String context = build.text().isEmpty() ? build.text("context") : build.text();
                            boolean missing = !texts.knows(Paths.join(TreeText.folder(path), context));
                            if (missing) {
                                dangling(notes, "compose", context, path, build.line());
                            }
                            description(notes, "compose", !missing, missing ? 1 : 0, Location.of(path, build.line()));
                        })));
    }

    private static void manifest(TreeText texts, String path, Notes notes) {
        String text = texts.of(path).orElse("");
        if (!text.contains("apiVersion:") || !text.contains("kind:")) {
            return;
        }
        for (YamlNode document : YamlNode.documents(text)) {
            if (WORKLOADS.contains(document.text("kind"))) {
                boolean effective = text.contains("image:") || text.contains("storageUri:") || text.contains("model:");
                description(notes, "manifest", effective, 0, Location.of(path, document.line()));
            }
        }
    }

    private static void script(Started started, Survey survey, Notes notes) {
        Command command = started.command();
        boolean effective = steps(started, survey)
                .flatMap(step -> Shell.commands(step.text()).stream())
                .filter(words -> !started.led().files().contains(Paths.join("", words.get(0))))
                .anyMatch(DeployCollector::acts);
        for (Led.Dangling each : started.led().dangling()) {
            dangling(notes, "script", each.missing(), each.path(), each.line());
        }
        description(
                notes,
                command.kind().label(),
                effective,
                started.led().dangling().size(),
                Location.of(command.path(), command.line()));
    }

    private static boolean acts(List<String> words) {
        return words.size() > 1 && !IDLE.contains(words.get(0)) && words.get(0).matches("[\\w./-]+");
    }

    /** The lines of a command and of the scripts that it starts. */
    private static Stream<Command.Step> steps(Started started, Survey survey) {
        Stream<Command.Step> scripts = survey.wiring().commands().stream()
                .filter(command -> command.kind() == Command.Kind.SHELL)
                .filter(command -> started.led().files().contains(command.path()))
                .flatMap(command -> command.steps().stream());
        return Stream.concat(started.command().steps().stream(), scripts);
    }

    private static void description(Notes notes, String kind, boolean effective, long dangling, Location location) {
        notes.add(DESCRIPTION, Map.of("kind", kind, "effective", effective, "dangling", dangling), location);
    }

    private static void dangling(Notes notes, String kind, String missing, String path, int line) {
        notes.add(DANGLING, Map.of("kind", kind, "missing", missing), Location.of(path, line));
    }
}
