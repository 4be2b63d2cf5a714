package dev.gradus.templates.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.lock.Lock;
import dev.gradus.templates.lock.LockFile;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.Mode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    private static final Map<String, Object> ANSWERS = Map.of("name", "rides");

    private static FileTree render(Pack pack, Stage stage) {
        return new Renderer().render(pack, stage, ANSWERS).tree();
    }

    @Property(tries = 20)
    void theBytesAreTheSameInAnyLocaleAndTimeZone(
            @ForAll @IntRange(max = 3) int locale, @ForAll Stage stage, @ForAll @IntRange(min = 1000) int seed) {
        Map<String, Object> answers = Map.of("name", "rides", "seed", seed);
        Lock expected = Lock.of(new Renderer().render(TestPacks.small(), stage, answers));
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(
                    Locale.forLanguageTag(new String[] {"tr-TR", "ar-EG-u-nu-arab", "de-DE", "th-TH"}[locale]));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Lock lock = Lock.of(new Renderer().render(TestPacks.small(), stage, answers));
            assertThat(lock).isEqualTo(expected);
            assertThat(LockFile.write(lock)).isEqualTo(LockFile.write(expected));
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }

    @Example
    void onlyTemplatesAreRenderedAndForeignBracketsPass() {
        FileTree tree = render(TestPacks.with("adhoc/plain.txt", "[=name] ${x}\r\n"), Stage.ADHOC);
        assertThat(tree.file("plain.txt").orElseThrow().content().text()).startsWith("[=name] ${x}");
        assertThat(tree.file("README.md").orElseThrow().content().text())
                .startsWith("# rides\n")
                .contains("${here} {{ yet }}", "is at adhoc")
                .doesNotContain("records");
        assertThat(tree.paths()).contains("model/src/com/example/rides/Train.java", "kit/src/data/Reader.java");
    }

    @Example
    void numbersAreWrittenForComputers() {
        FileTree tree = new Renderer()
                .render(TestPacks.small(), Stage.ADHOC, Map.of("name", "rides", "seed", "1234567"))
                .tree();
        assertThat(tree.file("pom.xml").orElseThrow().content().text()).contains("<seed>1234567</seed>");
    }

    @Example
    void scriptsAreExecutable() {
        FileTree tree = render(TestPacks.small(), Stage.ADHOC);
        assertThat(tree.file("run.sh").orElseThrow().mode()).isEqualTo(Mode.EXECUTABLE);
        assertThat(tree.file("run.cmd").orElseThrow().mode()).isEqualTo(Mode.FILE);
    }

    @Example
    void textIsStoredAsGitStoresItAndBinariesAsTheyAre() {
        FileTree tree = render(TestPacks.small(), Stage.ADHOC);
        assertThat(tree.file("run.cmd").orElseThrow().content().text()).isEqualTo("@echo off\nrem run\n");
        assertThat(tree.file("data/sample.bin").orElseThrow().bytes()).containsExactly(0, 1, 2, 13, 10, 3);
    }

    @Example
    void theLockIsNeverPartOfTheTree() {
        Render render = new Renderer().render(TestPacks.small(), Stage.MANAGED, ANSWERS);
        assertThat(render.tree().paths()).doesNotContain(Lock.PATH);
        Lock lock = Lock.of(render);
        assertThat(lock.beside(render.tree()).without(Lock.PATH).id()).isEqualTo(lock.base());
        assertThat(lock.files().get("params.yaml").layer()).isEqualTo("managed");
        assertThat(lock.files().get("params.yaml").strategy()).isEqualTo("user");
        assertThat(lock.files().get("pom.xml").strategy()).isEqualTo("xml");
        assertThat(LockFile.read(LockFile.write(lock).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(lock);
    }

    @Example
    void movesAndRemovalsAreMadeAtTheirStage() {
        String yaml = TestPacks.YAML + """
                moves: [{stage: managed, from: "mk/**", to: make}]
                removes: [{stage: automated, path: "data/**"}]
                """;
        Pack pack = TestPacks.with("pack.yaml", yaml);
        assertThat(render(pack, Stage.ADHOC).paths()).contains("mk/10-core.mk", "data/sample.bin");
        assertThat(render(pack, Stage.MANAGED).paths())
                .contains("make/10-core.mk", "mk/20-tracking.mk", "data/sample.bin")
                .doesNotContain("mk/10-core.mk");
        assertThat(render(pack, Stage.AUTOMATED).paths()).doesNotContain("data/sample.bin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=missing]",
                "[#include \"/etc/passwd\"]",
                "[#include \"../../secret.ftl\"]",
                "[#import \"nowhere.ftl\" as x]",
                "[=\"freemarker.template.utility.Execute\"?new()(\"id\")]",
                "[=name?api.class]",
                "[=name.class.forName(\"java.lang.Runtime\")]",
                "[=.now]",
                "[#assign t = .now]",
                "[#if]",
                "[#macro a][@a/][/#macro][@a/]"
            })
    void aTemplateThatReachesOutIsRefusedInOneLine(String template) {
        Pack pack = TestPacks.with("adhoc/bad.txt.ftl", template);
        assertThatThrownBy(() -> render(pack, Stage.ADHOC))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("adhoc/bad.txt.ftl")
                .message()
                .doesNotContain("\n");
    }

    @Example
    void theWordNowIsFreeOutsideOfTags() {
        FileTree tree = render(TestPacks.with("adhoc/Clock.java.ftl", "Instant.now() [=name] x.now y"), Stage.ADHOC);
        assertThat(tree.file("Clock.java").orElseThrow().content().text()).isEqualTo("Instant.now() rides x.now y");
    }

    @Example
    void aPackMayIncludeItsOwnTemplates() {
        Map<String, byte[]> files = TestPacks.files();
        files.put("shared/header.ftl", TestPacks.bytes("of [=name]"));
        files.put("adhoc/a.txt.ftl", TestPacks.bytes("header [#include \"/shared/header.ftl\"]"));
        FileTree tree = render(Pack.of("small", files, true), Stage.ADHOC);
        assertThat(tree.file("a.txt").orElseThrow().content().text()).isEqualTo("header of rides");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|Rides|the answer name=\"Rides\" does not match ^[a-z][a-z0-9]*(-[a-z0-9]+)*$|use lower-case words joined by hyphens",
                "name|''|the answer name=\"\" does not match ^[a-z][a-z0-9]*(-[a-z0-9]+)*$|use lower-case words joined by hyphens",
                "name|../rides|the answer name=\"../rides\" does not match ^[a-z][a-z0-9]*(-[a-z0-9]+)*$|use lower-case words joined by hyphens",
                "package|com.new.rides|the answer package=\"com.new.rides\" is no Java package|use lower-case words joined by dots, none of them a word of the language",
                "package|com..rides|the answer package=\"com..rides\" is no Java package|use lower-case words joined by dots, none of them a word of the language",
                "contract|post-tripp|the answer contract=\"post-tripp\" is none of [pre-trip, post-trip]|did you mean \"post-trip\"?",
                "seed|many|the answer seed=\"many\" is no integer|see the questions of the pack",
                "contrakt|pre-trip|pack \"small\" asks for no answer \"contrakt\"|did you mean \"contract\"?"
            })
    void anAnswerThatTheSchemaDoesNotAllowIsNamed(String name, String value, String problem, String remedy) {
        Map<String, Object> answers = name.equals("name") ? Map.of(name, value) : Map.of("name", "rides", name, value);
        assertThatThrownBy(() -> new Renderer().render(TestPacks.small(), Stage.ADHOC, answers))
                .isInstanceOfSatisfying(BadInput.class, refused -> {
                    assertThat(refused).hasMessage(problem);
                    assertThat(refused.remedy()).isEqualTo(remedy);
                });
    }

    @Example
    void aMissingAnswerIsNamed() {
        assertThatThrownBy(() -> new Renderer().complete(TestPacks.small(), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessage("the answer \"name\" is missing");
    }

    @Example
    void aSchemaThatRefersToElsewhereIsRefused() {
        String yaml = TestPacks.YAML.replace("seed: {type: integer, default: 7}", "seed: {$ref: 'file:///etc/passwd'}");
        assertThatThrownBy(() -> render(TestPacks.with("pack.yaml", yaml), Stage.ADHOC))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("refer to \"file:///etc/passwd\"");
    }

    @Example
    void aStageThatThePackLacksIsNamed() {
        String yaml = TestPacks.YAML.replace("  - name: governed\n", "");
        Pack pack = TestPacks.with("pack.yaml", yaml);
        assertThatThrownBy(() -> render(pack, Stage.GOVERNED))
                .isInstanceOf(BadInput.class)
                .hasMessage("pack \"small\" has no stage \"governed\"");
        assertThatThrownBy(() -> pack.stage("manged"))
                .isInstanceOfSatisfying(
                        BadInput.class, refused -> assertThat(refused.remedy()).isEqualTo("did you mean \"managed\"?"));
    }

    @Example
    void aFileMayBeWrittenOnceOnly() {
        assertThatThrownBy(() -> render(TestPacks.with("managed/Makefile", "again\n"), Stage.MANAGED))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("writes \"Makefile\", which is written already");
        assertThatThrownBy(() -> render(TestPacks.with("adhoc/.gradus/lock.json", "{}"), Stage.ADHOC))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(".gradus/lock.json");
    }
}
