package dev.gradus.templates.promote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gradus.templates.Git;
import dev.gradus.templates.Stage;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.merge.FileVerdict;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Glob;
import dev.gradus.templates.tree.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects of the real pack, edited as users edit, and what becomes of each; see the README beside the cases. */
class CorpusIT {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Pack PACK = Packs.builtIn().named("taxi-duration");

    @TempDir
    static Path scaffold;

    @TempDir
    Path temp;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @BeforeAll
    static void scaffoldOnce() {
        for (Stage stage : List.of(Stage.ADHOC, Stage.MANAGED)) {
            Projects.scaffolded(scaffold.resolve(stage.key()), PACK, stage);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isPromotedAsExpected(String name) throws IOException {
        Path folder = CORPUS.resolve(name);
        assertThat(folder.toFile().list()).isSubsetOf("edit", "edit.yaml", "expected.yaml", "plan.json");
        Stage to = above(from(folder)).get(0);
        Projects rides = edited(folder, "rides");
        try (ProjectRepository project = ProjectRepository.open(rides.folder)) {
            FileTree ours = project.headTree();
            Promotion promotion = new Planner(rides.packs).promote(project, Optional.of(to));
            requirePlan(
                    promotion.plan(),
                    new ObjectMapper().readTree(folder.resolve("plan.json").toFile()));
            JsonNode expected =
                    new YAMLMapper().readTree(folder.resolve("expected.yaml").toFile());
            requireFiles(promotion.result(), ours, rendered(to), expected);
            Promotion.Outcome outcome = promotion.carryOut();
            assertThat(rides.git.run("rev-parse", outcome.commit() + "^{tree}"))
                    .isEqualTo(promotion.result().id());
            assertThat(rides.git.run("fsck", "--strict")).doesNotContain("error");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyRoadToTheHighestStageEndsInTheSameTree(String name) throws IOException {
        Stage highest = PACK.stages().get(PACK.stages().size() - 1);
        Projects stepwise = edited(CORPUS.resolve(name), "stepwise");
        Projects direct = edited(CORPUS.resolve(name), "direct");
        for (Stage stage : above(from(CORPUS.resolve(name)))) {
            if (!stepwise.plan(stage).conflicts().isEmpty()) {
                assertThat(direct.plan(highest).conflicts()).isNotEmpty();
                return;
            }
            stepwise.promoteAndMerge(stage);
        }

        direct.promoteAndMerge(highest);

        assertThat(direct.git.run("rev-parse", "HEAD^{tree}")).isEqualTo(stepwise.git.run("rev-parse", "HEAD^{tree}"));
    }

    /** The stage of the project that a case edits. */
    private static Stage from(Path folder) throws IOException {
        JsonNode plan = new ObjectMapper().readTree(folder.resolve("plan.json").toFile());
        return Stage.named(plan.path("from").asText(Stage.ADHOC.key()));
    }

    private static List<Stage> above(Stage from) {
        return PACK.stages().stream().filter(stage -> stage.isAbove(from)).toList();
    }

    /** The scaffold with the edits of a case. */
    private Projects edited(Path folder, String name) throws IOException {
        new Git(temp)
                .run(
                        "clone",
                        "-q",
                        "--mirror",
                        scaffold.resolve(from(folder).key()).toString(),
                        name + "/.git");
        Projects rides = Projects.at(temp.resolve(name), Packs.of(List.of(PACK)));
        rides.git.run("config", "core.bare", "false");
        rides.git.run("reset", "-q", "--hard");
        new UserEdits(rides, folder).commitAll();
        return rides;
    }

    private static void requirePlan(Plan plan, JsonNode expected) throws IOException {
        JsonNode ledger = expected.get("ledger");
        if (ledger.isEmpty()) {
            // How many lines it is depends on the pack; that none is missing does not.
            assertThat(plan.ledger().userLines()).isPositive();
            assertThat(plan.ledger().kept() + plan.ledger().inConflict())
                    .isEqualTo(plan.ledger().userLines());
        } else {
            assertThat(new ObjectMapper().writeValueAsString(plan.ledger())).isEqualTo(ledger.toString());
        }
        List<Glob> conflicts = new ArrayList<>();
        expected.get("conflicts").forEach(path -> conflicts.add(Glob.of(path.asText())));
        assertThat(plan.conflicts()).allMatch(path -> Glob.any(conflicts, path));
        assertThat(conflicts).allMatch(glob -> plan.conflicts().stream().anyMatch(glob::matches));
        Map<String, String> changes = plan.files().stream()
                .collect(Collectors.toMap(
                        FileVerdict::path, file -> file.change().name()));
        expected.get("touched").properties().forEach(entry -> assertThat(
                        entry.getValue().asText().split("\\|"))
                .as(entry.getKey())
                .contains(String.valueOf(changes.get(entry.getKey()))));
    }

    private static FileTree rendered(Stage stage) {
        return new Renderer().render(PACK, stage, Map.of("name", "rides")).tree();
    }

    private static void requireFiles(FileTree result, FileTree ours, FileTree rendered, JsonNode expected) {
        Set<String> named = new TreeSet<>();
        Map<String, TreeFile> beside = new TreeMap<>();
        expected.properties().forEach(entry -> {
            String path = entry.getKey();
            if (entry.getValue().get("is").asText().equals("beside")) {
                Glob glob = Glob.of(path);
                String fixed = path.replaceAll("/?\\*.*", "");
                rendered.paths().stream().filter(glob::matches).forEach(blocked -> {
                    named.add(blocked);
                    String other = entry.getValue().get("as").asText() + blocked.substring(fixed.length());
                    beside.put(other, rendered.file(blocked).orElseThrow());
                    assertThat(result.has(blocked)).as(blocked).isFalse();
                });
            } else {
                named.add(path);
                requireFile(path, entry.getValue(), result.file(path), ours, rendered);
            }
        });
        assertThat(result.files()).containsAllEntriesOf(beside);
        Map<String, TreeFile> rest = new TreeMap<>(result.files());
        rest.keySet().removeAll(named);
        rest.keySet().removeAll(beside.keySet());
        rest.remove(Lock.PATH);
        Map<String, TreeFile> others = new TreeMap<>(rendered.files());
        others.keySet().removeAll(named);
        assertThat(rest).isEqualTo(others);
    }

    private static void requireFile(
            String path, JsonNode expected, Optional<TreeFile> file, FileTree ours, FileTree rendered) {
        switch (expected.get("is").asText()) {
            case "edited" -> assertThat(file).as(path).isPresent().isEqualTo(ours.file(path));
            case "rendered" -> assertThat(file).as(path).isPresent().isEqualTo(rendered.file(path));
            case "absent" -> assertThat(file).as(path).isEmpty();
            case "merged", "conflict" -> requireText(path, expected, file.orElseThrow());
            default -> throw new AssertionError("an unknown expectation of " + path);
        }
    }

    private static void requireText(String path, JsonNode expected, TreeFile file) {
        String text = file.content().text();
        expected.get("holds").forEach(part -> assertThat(text).as(path).contains(part.asText()));
        expected.get("lacks").forEach(part -> assertThat(text).as(path).doesNotContain(part.asText()));
        if (expected.has("mode")) {
            assertThat(file.mode().octal()).isEqualTo(expected.get("mode").asText());
        }
    }
}
