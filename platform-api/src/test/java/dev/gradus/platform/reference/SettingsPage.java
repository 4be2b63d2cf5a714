package dev.gradus.platform.reference;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The keys that who runs the server may set, from the interfaces that read them: names, defaults and what their Javadoc says. */
final class SettingsPage {
    private static final String HEAD = """
            # Settings of the server

            Generated from the code. Each is an environment variable, or a property of the JVM (`-Dgradus.requests.at-once=512`). Sizes are bytes or have a
            `K` or `M` behind them, times are `20S`, `5M` or `1H`.

            | Variable | Property | Default | What |
            |---|---|---|---|
            """;
    private static final ParserConfiguration JAVA_17 =
            new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);

    /** Holds the defaults that are not beside their names. */
    private static final Properties PROPERTIES = properties();

    private SettingsPage() {}

    static String text() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (Files.readString(source).contains("@ConfigMapping")) {
                    rows.addAll(rows(parse(source)));
                }
            }
        }
        return HEAD + String.join("", rows.stream().sorted().toList());
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
            return properties;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static CompilationUnit parse(Path source) throws IOException {
        return new JavaParser(JAVA_17)
                .parse(source)
                .getResult()
                .orElseThrow(() -> new IllegalStateException("\"" + source + "\" is not Java"));
    }

    private static List<String> rows(CompilationUnit unit) {
        return unit.findAll(ClassOrInterfaceDeclaration.class).stream()
                .flatMap(type -> value(type.getAnnotationByName("ConfigMapping")).stream()
                        .flatMap(prefix -> rows(prefix, type)))
                .toList();
    }

    private static Stream<String> rows(String prefix, ClassOrInterfaceDeclaration type) {
        return type.getMethods().stream().flatMap(method -> {
            String property = property(prefix, method);
            return type.getMembers().stream()
                    .flatMap(member -> member.toClassOrInterfaceDeclaration().stream())
                    .filter(inner -> inner.getNameAsString().equals(method.getTypeAsString()))
                    .findFirst()
                    .map(group -> rows(property, group))
                    .orElseGet(() -> Stream.of(row(property, method)));
        });
    }

    private static String property(String prefix, MethodDeclaration method) {
        if (method.getAnnotationByName("WithParentName").isPresent()) {
            return prefix;
        }
        return prefix + "."
                + value(method.getAnnotationByName("WithName")).orElseGet(() -> kebab(method.getNameAsString()));
    }

    private static String row(String property, MethodDeclaration method) {
        String what = method.getJavadoc()
                .map(javadoc -> javadoc.getDescription().toText())
                .orElseThrow(() -> new IllegalStateException("\"" + property + "\" has no Javadoc"));
        Optional<String> fallback = Optional.ofNullable(PROPERTIES.getProperty(property))
                .or(() -> value(method.getAnnotationByName("WithDefault")));
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(
                        property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT),
                        property,
                        fallback.map(it -> "`" + it + "`").orElse(""),
                        what.replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`"));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> value(Optional<AnnotationExpr> annotation) {
        return annotation.flatMap(it -> it.findFirst(StringLiteralExpr.class)).map(StringLiteralExpr::asString);
    }
}
