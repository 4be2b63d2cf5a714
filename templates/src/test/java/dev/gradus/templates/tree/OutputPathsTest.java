package dev.gradus.templates.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.templates.BadInput;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "a/..",
                "./a",
                "a/./b",
                "/etc/passwd",
                "C:/evil",
                "c:evil",
                "a\\b",
                "a//b",
                "a/",
                "",
                ".git/config",
                ".GIT/config",
                "a/.git",
                ".git /config",
                ".git./x",
                ".g\u200cit/config",
                "git~1/x",
                ".git::$INDEX_ALLOCATION/x",
                "con",
                "a/NUL.txt",
                "com1",
                "lpt9.log",
                "aux.java",
                "CONIN$",
                "a.",
                "a ",
                "a/b./c",
                "a\nb",
                "a:b",
                "a*b",
                "what?",
                "a|b",
                "\u0000"
            })
    void aPathThatMeansAnotherPlaceIsRefused(String path) {
        assertThatThrownBy(() -> OutputPaths.check(List.of(path)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("the pack writes to \"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                ".github/workflows/ci.yml",
                "a..b",
                "..a",
                "docs/größe.md",
                "console",
                "a b",
                ".gitignore"
            })
    void anOrdinaryPathPasses(String path) {
        assertThatCode(() -> OutputPaths.check(List.of(path))).doesNotThrowAnyException();
    }

    @Test
    void namesThatAreOneOnSomeFileSystemsCollide() {
        for (List<String> paths : List.of(
                List.of("README.md", "readme.MD"),
                List.of("Docs/a", "docs/b"),
                List.of("gr\u00f6\u00dfe", "gro\u0308\u00dfe"),
                List.of("stra\u00dfe", "STRASSE"),
                List.of("\ufb01le", "file"))) {
            assertThatThrownBy(() -> OutputPaths.check(paths))
                    .as(paths.toString())
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("the same name");
        }
    }

    @Test
    void aFileIsNoFolder() {
        assertThatThrownBy(() -> OutputPaths.check(List.of("a", "a/b")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("lies inside \"a\", which is a file");
    }

    @Property
    void whateverPassesStaysInItsFolder(
            @ForAll
                    @StringLength(max = 12)
                    @Chars({'.', '/', '\\', 'g', 'i', 't', ':', ' ', '~', '1'})
                    @CharRange(from = 'a', to = 'c')
                    String path) {
        try {
            OutputPaths.check(List.of(path));
        } catch (BadInput refused) {
            return;
        }
        Path root = Path.of("/project");
        Path resolved = root.resolve(path).normalize();
        assertThat(resolved.startsWith(root)).isTrue();
        assertThat(resolved.equals(root)).isFalse();
        assertThat(resolved.toString()).doesNotContainIgnoringCase("/.git/").doesNotEndWith("/.git");
    }
}
