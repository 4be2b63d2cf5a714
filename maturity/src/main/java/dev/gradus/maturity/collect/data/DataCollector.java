package dev.gradus.maturity.collect.data;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Programs.Started;
import dev.gradus.maturity.collect.survey.Survey;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Observes how a project names its data: by pointer, by manifest, or by a revision in its code. */
public final class DataCollector implements Collector {

    static final FactType REFERENCE = FactType.of(
            "data.reference",
            Evidence.TREE,
            "Data that is named. kind: dvc, manifest or revision. fixed: a digest or an immutable revision goes with the name."
                    + " used: code or a pipeline that a command reaches reads the reference. digest: its sha256, empty where"
                    + " it goes by another name.",
            Map.of(
                    "kind", ValueType.STRING,
                    "names", ValueType.STRING,
                    "fixed", ValueType.BOOLEAN,
                    "used", ValueType.BOOLEAN,
                    "digest", ValueType.STRING));

    private static final Pattern MANIFEST =
            Pattern.compile("([^/]+|(.*/)?params|(.*/)?(conf|config|configs|data|model|pipeline)/.*)\\.(ya?ml|json)");
    private static final Pattern NOT_MANIFEST = Pattern.compile(
            "(.*/)?(package(-lock)?|.*[.-]lock|catalog-info|compose|docker-compose|mkdocs|tsconfig)\\.\\w+|\\..*");
    private static final Set<String> NAMES = Set.of("uri", "url", "path", "file", "source", "name", "href", "location");
    private static final Set<String> DIGESTS = Set.of("sha256", "sha512", "md5", "digest", "checksum", "hash", "etag");
    private static final Pattern DIGEST = Pattern.compile(
            "(?i)((sha256|sha512|md5)[:=-])?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})(\\.dir)?");
    private static final Pattern SHA256 = Pattern.compile("(?i)(?:sha256[:=-])?([0-9a-f]{64})");
    private static final Pattern DATA_NAME = Pattern.compile(
            "(?i).*\\.(parquet|csv|tsv|feather|arrow|orc|avro|jsonl?|npz?|zip|gz|zst|tar|tgz|arff|db|sqlite)");
    private static final Pattern FIXED_URL = Pattern.compile(
            "lakefs://[^/]+/[0-9a-f]{16,64}/.*|https?://.*/releases/download/[^/]*\\d[^/]*/.*|https?://.*zenodo\\.org/records?/\\d+/.*|.*[?&]versionId=[^&]+.*");
    private static final int DEEPEST = 12;

    private final Surveys surveys;

    public DataCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public String name() {
        return "data";
    }

    @Override
    public List<FactType> declares() {
        return List.of(REFERENCE);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        Survey survey = surveys.of(project);
        Readers readers = Readers.of(survey);
        TreeText texts = survey.texts();
        texts.paths(path -> path.endsWith(".dvc")).forEach(path -> pointer(texts, path, readers, notes));
        texts.paths(path -> MANIFEST.matcher(path).matches()
                        && !NOT_MANIFEST.matcher(path).matches())
                .forEach(path -> manifest(texts, path, readers, notes));
        revisions(survey, notes);
        return notes.facts();
    }

    /** What the commands of a project and the code that they reach speak of. */
    private record Readers(String spoken, Set<String> literals) {

        static Readers of(Survey survey) {
            StringBuilder spoken = new StringBuilder();
            Set<String> literals = new HashSet<>();
            for (Started started : survey.programs().started()) {
                for (Command.Step step : started.command().steps()) {
                    spoken.append(step.text()).append('\n');
                }
                started.units()
                        .flatMap(entry -> entry.getValue().stream())
                        .flatMap(unit -> unit.calls().stream())
                        .flatMap(call -> call.literals().stream())
                        .forEach(literals::add);
            }
            survey.texts()
                    .paths(path -> TreeText.fileName(path).equals("dvc.yaml"))
                    .forEach(path -> spoken.append(survey.texts().of(path).orElse("")));
            return new Readers(spoken.toString(), literals);
        }

        boolean speakOf(String name) {
            return spoken.contains(name) || literals.stream().anyMatch(literal -> literal.contains(name));
        }

        /** A pipeline's stages read their params from the file of that name unless they say otherwise. */
        boolean read(String manifest) {
            String name = TreeText.fileName(manifest);
            return speakOf(name) || (name.equals("params.yaml") && spoken.contains("params:"));
        }
    }

    private static void pointer(TreeText texts, String path, Readers readers, Notes notes) {
        texts.of(path)
                .flatMap(YamlNode::parse)
                .flatMap(root -> root.get("outs"))
                .ifPresent(outs -> {
                    for (YamlNode out : outs.items()) {
                        String name = out.text("path");
                        boolean fixed = List.of("md5", "hash", "etag").stream()
                                .anyMatch(key -> DIGEST.matcher(out.text(key)).matches());
                        boolean used = !name.isEmpty() && isUsed(path, name, readers);
                        note(notes, new Reference("dvc", name, fixed, used, ""), Location.of(path, out.line()));
                    }
                });
    }

    /** Code names data from its project's folder, which may be one of a larger repository. */
    private static boolean isUsed(String pointer, String name, Readers readers) {
        String folder = TreeText.fileName(TreeText.folder(pointer));
        String data = folder.isEmpty() ? name : folder + "/" + name;
        return readers.speakOf(data) || readers.speakOf(Paths.join(folder, TreeText.fileName(pointer)));
    }

    private static void manifest(TreeText texts, String path, Readers readers, Notes notes) {
        String text = texts.of(path).orElse("");
        // Without a digest in it, a file names data only by where it lies, and is not worth parsing.
        if (DIGESTS.stream().anyMatch(text::contains)
                || text.contains("lakefs://")
                || text.contains("releases/download")) {
            YamlNode.parse(text).ifPresent(root -> walk(root, path, readers, notes, 0));
        }
    }

    private static void walk(YamlNode node, String path, Readers readers, Notes notes, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        boolean used = readers.read(path);
        Map<String, YamlNode> entries = node.entries();
        entries.forEach((key, value) -> {
            Location place = Location.of(path, value.line());
            boolean digest = DIGEST.matcher(value.text()).matches();
            if (DIGESTS.contains(key) && digest) {
                String named = NAMES.stream()
                        .sorted()
                        .map(name -> node.text(name))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("");
                note(notes, new Reference("manifest", named, !named.isEmpty(), used, sha256(value.text())), place);
            } else if (digest && DATA_NAME.matcher(key).matches()) {
                note(notes, new Reference("manifest", key, true, used, sha256(value.text())), place);
            } else if (FIXED_URL.matcher(value.text()).matches()) {
                note(notes, new Reference("manifest", value.text(), true, used, ""), place);
            }
            walk(value, path, readers, notes, depth + 1);
        });
        node.items().forEach(item -> walk(item, path, readers, notes, depth + 1));
    }

    private static void revisions(Survey survey, Notes notes) {
        Set<String> seen = new HashSet<>();
        for (Started started : survey.programs().started()) {
            started.units().forEach(entry -> entry.getValue().stream()
                    .flatMap(unit -> unit.calls().stream())
                    .filter(call -> isFixed(call) && seen.add(entry.getKey() + ":" + call.line()))
                    .forEach(call -> note(
                            notes,
                            new Reference("revision", named(call), true, true, ""),
                            Location.of(entry.getKey(), call.line()))));
        }
    }

    private static String named(Call call) {
        return call.literals().isEmpty() ? call.target() : call.literals().get(0);
    }

    private static boolean isFixed(Call call) {
        boolean revision = call.keywords().contains("revision")
                && Set.of("load_dataset", "hf_hub_download", "snapshot_download")
                        .contains(call.name());
        boolean version = call.name().equals("DeltaTable") && call.keywords().contains("version");
        return revision
                || version
                || call.literals().contains("versionAsOf")
                || call.literals().stream()
                        .anyMatch(literal -> FIXED_URL.matcher(literal).matches());
    }

    private static String sha256(String digest) {
        Matcher sha256 = SHA256.matcher(digest);
        return sha256.matches() ? sha256.group(1).toLowerCase(Locale.ROOT) : "";
    }

    private record Reference(String kind, String names, boolean fixed, boolean used, String digest) {}

    private static void note(Notes notes, Reference reference, Location location) {
        String names = reference.names();
        Map<String, Object> value = Map.of(
                "kind", reference.kind(),
                "names", names.length() > 200 ? names.substring(0, 200) : names,
                "fixed", reference.fixed(),
                "used", reference.used(),
                "digest", reference.digest());
        notes.add(REFERENCE, value, location);
    }
}
