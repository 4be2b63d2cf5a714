package dev.gradus.maturity.collect.python;

import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.SourceFile;
import java.util.List;
import java.util.Set;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterPython;

/** Parses one Python source. */
final class PythonParsing {

    /** Modules that read the arguments of a program. */
    private static final Set<String> ARGUMENTS = Set.of(
            "argparse", "click", "typer", "fire", "hydra", "tyro", "docopt", "absl", "jsonargparse", "simple_parsing");

    private PythonParsing() {}

    static SourceFile parse(String path, String text) {
        String plain = plain(text);
        TSParser parser = new TSParser();
        parser.setLanguage(new TreeSitterPython());
        TSTree tree = parser.parseString(null, plain);
        PythonWalk walk = new PythonWalk(plain);
        walk.file(tree.getRootNode());
        return describe(path, walk, !tree.getRootNode().hasError());
    }

    static List<Flow> flows(String path, String text) {
        String plain = plain(text);
        TSParser parser = new TSParser();
        parser.setLanguage(new TreeSitterPython());
        TSTree tree = parser.parseString(null, plain);
        return PythonFlow.of(path, plain, tree.getRootNode());
    }

    /** The parser counts bytes: with one byte a character, its offsets are indexes into the text. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) > 126) {
                plain.setCharAt(i, '_');
            }
        }
        return plain.toString();
    }

    private static SourceFile describe(String path, PythonWalk walk, boolean sound) {
        List<CodeUnit> units = walk.units();
        boolean startable = units.stream().anyMatch(unit -> unit.name().equals(CodeUnit.MAIN))
                || units.stream()
                        .filter(unit -> unit.name().equals(CodeUnit.FILE))
                        .anyMatch(unit -> !unit.calls().isEmpty());
        boolean parameterised = units.stream().anyMatch(PythonParsing::readsArguments);
        return new SourceFile(
                path,
                SourceFile.Language.PYTHON,
                Set.copyOf(walk.imports()),
                units,
                startable,
                parameterised,
                sound && walk.complete());
    }

    private static boolean readsArguments(CodeUnit unit) {
        return unit.mentions().contains("argv")
                || unit.calls().stream()
                        .anyMatch(call -> ARGUMENTS.contains(call.target().split("\\.", 2)[0])
                                || call.target().equals("dvc.api.params_show")
                                || call.literals().contains("params.yaml"));
    }
}
