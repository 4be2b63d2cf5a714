package dev.gradus.maturity.collect.java;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.SimpleName;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.SourceFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Parses one Java source. */
final class JavaParsing {

    /** Brackets within brackets beyond which a source is taken for an attack on the parser's stack. */
    private static final int DEEPEST = 200;

    private JavaParsing() {}

    static SourceFile parse(String path, String text) {
        return with(text, unit -> describe(path, unit))
                .orElseGet(() -> SourceFile.unreadable(path, SourceFile.Language.JAVA));
    }

    static List<Flow> flows(String path, String text) {
        return with(text, unit -> JavaFlow.of(path, unit)).orElse(List.of());
    }

    private static <T> Optional<T> with(String text, Function<CompilationUnit, T> reading) {
        if (depth(text) > DEEPEST) {
            return Optional.empty();
        }
        try {
            ParseResult<CompilationUnit> result = new JavaParser(configuration()).parse(text);
            return result.getResult().filter(unit -> result.isSuccessful()).map(reading);
        } catch (StackOverflowError e) {
            // Chains of operators nest without any bracket; the parser recurses over them.
            return Optional.empty();
        }
    }

    private static ParserConfiguration configuration() {
        return new ParserConfiguration()
                .setLanguageLevel(ParserConfiguration.LanguageLevel.RAW)
                .setAttributeComments(false);
    }

    private static SourceFile describe(String path, CompilationUnit unit) {
        Set<String> imports = new LinkedHashSet<>();
        unit.getImports().forEach(each -> imports.add(each.getNameAsString() + (each.isAsterisk() ? ".*" : "")));
        List<CodeUnit> units = new JavaUnits(unit, imports).list();
        List<MethodDeclaration> mains = unit.findAll(MethodDeclaration.class, JavaParsing::isMain);
        boolean picocli = imports.stream().anyMatch(name -> name.startsWith("picocli."));
        boolean parameterised = mains.stream().anyMatch(JavaParsing::readsArguments) || picocli;
        return new SourceFile(path, SourceFile.Language.JAVA, imports, units, !mains.isEmpty(), parameterised, true);
    }

    private static boolean isMain(MethodDeclaration method) {
        return method.getNameAsString().equals("main")
                && method.isStatic()
                && method.getParameters().size() == 1;
    }

    private static boolean readsArguments(MethodDeclaration main) {
        String arguments = main.getParameter(0).getNameAsString();
        return main.getBody()
                .map(body -> body.findFirst(
                                SimpleName.class, name -> name.getIdentifier().equals(arguments))
                        .isPresent())
                .orElse(false);
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
