package dev.gradus.maturity.collect.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithExtends;
import com.github.javaparser.ast.nodeTypes.NodeWithImplements;
import com.github.javaparser.ast.nodeTypes.NodeWithParameters;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import dev.gradus.maturity.collect.code.Flow.Owner;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The types of what methods are called on, as far as one file says by its declarations. */
final class JavaTypes {

    private JavaTypes() {}

    /** The type around a declaration. */
    static Owner owner(Node declaration) {
        return around(declaration)
                .map(type -> new Owner(type.getNameAsString(), supertypes(type)))
                .orElse(Owner.NONE);
    }

    /** The type that a method is called on; empty where the file does not say. */
    static String of(MethodCallExpr call) {
        return call.getScope().map(JavaTypes::of).orElseGet(() -> own(call));
    }

    /** The type of what stands before a dot; empty where the file does not say. */
    static String of(Expression scope) {
        if (scope instanceof NameExpr name) {
            String written = name.getNameAsString();
            return isType(written) ? written : declared(written, name);
        } else if (scope instanceof TypeExpr type) {
            return name(type.getType());
        } else if (scope instanceof ObjectCreationExpr made) {
            return made.getType().getNameAsString();
        } else if (scope instanceof FieldAccessExpr field && field.getScope().isThisExpr()) {
            return around(field)
                    .flatMap(type -> field(type, field.getNameAsString()))
                    .orElse("");
        } else if (scope instanceof MethodCallExpr call && call.getScope().isEmpty()) {
            return around(call)
                    .flatMap(type -> type.getMethodsByName(call.getNameAsString()).stream()
                            .findFirst())
                    .map(method -> name(method.getType()))
                    .orElse("");
        }
        return "";
    }

    /** The nearest type around a call without a dot that has such a method. */
    private static String own(MethodCallExpr call) {
        Optional<TypeDeclaration<?>> type = around(call);
        while (type.isPresent()
                && type.get().getMethodsByName(call.getNameAsString()).isEmpty()) {
            type = around(type.get());
        }
        return type.map(TypeDeclaration::getNameAsString).orElse("");
    }

    /** Java's habit of capitals: a constant such as {@code GATE} is no type. */
    private static boolean isType(String name) {
        boolean constant = name.length() > 1 && name.equals(name.toUpperCase(Locale.ROOT));
        return Character.isUpperCase(name.charAt(0)) && !constant;
    }

    private static Optional<TypeDeclaration<?>> around(Node node) {
        return node.getParentNode()
                .flatMap(parent -> parent instanceof TypeDeclaration<?> type ? Optional.of(type) : around(parent));
    }

    private static Set<String> supertypes(TypeDeclaration<?> type) {
        Stream<ClassOrInterfaceType> named = Stream.empty();
        if (type instanceof ClassOrInterfaceDeclaration declaration) {
            named = Stream.concat(extended(declaration), implemented(declaration));
        } else if (type instanceof RecordDeclaration declaration) {
            named = implemented(declaration);
        } else if (type instanceof EnumDeclaration declaration) {
            named = implemented(declaration);
        }
        Set<String> names = new LinkedHashSet<>();
        named.forEach(each -> names.add(each.getNameAsString()));
        return names;
    }

    private static Stream<ClassOrInterfaceType> extended(NodeWithExtends<?> type) {
        return type.getExtendedTypes().stream();
    }

    private static Stream<ClassOrInterfaceType> implemented(NodeWithImplements<?> type) {
        return type.getImplementedTypes().stream();
    }

    /** The declared type of a variable, from the inside out; empty for a lambda's parameter, which has none. */
    private static String declared(String variable, Node use) {
        for (Node at = use;
                at.getParentNode().isPresent();
                at = at.getParentNode().get()) {
            Optional<String> type = declaredIn(at.getParentNode().get(), variable);
            if (type.isPresent()) {
                return type.get();
            }
        }
        return "";
    }

    private static Optional<String> declaredIn(Node scope, String variable) {
        if (scope instanceof LambdaExpr || scope instanceof CallableDeclaration<?>) {
            return parameter(((NodeWithParameters<?>) scope).getParameters().stream(), variable);
        } else if (scope instanceof BlockStmt block) {
            return variable(block.getStatements().stream().flatMap(JavaTypes::declarations), variable);
        } else if (scope instanceof ForEachStmt each) {
            return variable(each.getVariable().getVariables().stream(), variable);
        } else if (scope instanceof ForStmt loop) {
            return variable(loop.getInitialization().stream().flatMap(JavaTypes::variables), variable);
        } else if (scope instanceof TryStmt attempt) {
            return variable(attempt.getResources().stream().flatMap(JavaTypes::variables), variable);
        } else if (scope instanceof CatchClause clause) {
            return parameter(Stream.of(clause.getParameter()), variable);
        } else if (scope instanceof TypeDeclaration<?> type) {
            return field(type, variable);
        }
        return Optional.empty();
    }

    private static Stream<VariableDeclarator> declarations(Statement statement) {
        return statement.isExpressionStmt()
                ? variables(statement.asExpressionStmt().getExpression())
                : Stream.empty();
    }

    private static Stream<VariableDeclarator> variables(Expression expression) {
        return expression instanceof VariableDeclarationExpr declaration
                ? declaration.getVariables().stream()
                : Stream.empty();
    }

    private static Optional<String> parameter(Stream<Parameter> parameters, String name) {
        return parameters
                .filter(parameter -> parameter.getNameAsString().equals(name))
                .map(parameter -> name(parameter.getType()))
                .findFirst();
    }

    private static Optional<String> variable(Stream<VariableDeclarator> variables, String name) {
        return variables
                .filter(variable -> variable.getNameAsString().equals(name))
                .map(JavaTypes::type)
                .findFirst();
    }

    private static String type(VariableDeclarator variable) {
        return variable.getType().isVarType()
                ? variable.getInitializer()
                        .filter(ObjectCreationExpr.class::isInstance)
                        .map(JavaTypes::of)
                        .orElse("")
                : name(variable.getType());
    }

    private static Optional<String> field(TypeDeclaration<?> type, String name) {
        Optional<String> field = type.getFieldByName(name).map(found -> name(found.getElementType()));
        return field.isEmpty() && type instanceof RecordDeclaration declaration
                ? parameter(declaration.getParameters().stream(), name)
                : field;
    }

    /** Empty for the type of a lambda's parameter that is not written. */
    private static String name(Type type) {
        return type instanceof ClassOrInterfaceType named
                ? named.getNameAsString()
                : type.isUnknownType() ? "" : type.asString();
    }
}
