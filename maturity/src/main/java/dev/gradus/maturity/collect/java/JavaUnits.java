package dev.gradus.maturity.collect.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.UnitBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The units of one Java file: its methods, and the code of its classes. */
final class JavaUnits {

    /** Calls on the result of calls, beyond which the rest of the chain is left out of a target's name. */
    private static final int LONGEST_CHAIN = 5;

    private final CompilationUnit file;
    private final Map<String, String> qualified = new HashMap<>();
    private final Map<String, String> typeOfVariable = new HashMap<>();

    JavaUnits(CompilationUnit file, Set<String> imports) {
        this.file = file;
        imports.forEach(name -> qualified.put(name.substring(name.lastIndexOf('.') + 1), name));
        file.walk(Parameter.class, each -> variable(each.getNameAsString(), each.getType()));
        file.walk(VariableDeclarator.class, this::variable);
    }

    List<CodeUnit> list() {
        List<CodeUnit> units = new ArrayList<>();
        for (TypeDeclaration<?> type : file.findAll(TypeDeclaration.class)) {
            UnitBuilder own = new UnitBuilder(CodeUnit.FILE, line(type));
            type.getChildNodes().stream()
                    .filter(child -> !(child instanceof TypeDeclaration<?>))
                    .forEach(child -> add(child, own, units));
            units.add(own.build());
        }
        return units;
    }

    private void add(Node child, UnitBuilder own, List<CodeUnit> units) {
        if (child instanceof MethodDeclaration method && !isOverride(method)) {
            String name = method.getNameAsString();
            UnitBuilder unit = new UnitBuilder(name, line(method));
            gather(method, unit);
            units.add(unit.build());
        } else {
            gather(child, own);
        }
    }

    /** An overriding method may be called by a library that never names it. */
    private static boolean isOverride(BodyDeclaration<?> member) {
        return member.getAnnotationByName("Override").isPresent();
    }

    private void gather(Node root, UnitBuilder unit) {
        root.walk(node -> {
            if (node instanceof SimpleName name) {
                unit.mention(name.getIdentifier());
            } else if (node instanceof ClassOrInterfaceType type
                    && type.getScope().isPresent()) {
                unit.mention(type.getNameWithScope());
            } else if (node instanceof MethodReferenceExpr reference) {
                // Train::train is a call that somebody else makes.
                unit.mention(reference.getIdentifier());
            } else if (node instanceof MethodCallExpr call) {
                unit.call(call(target(call, 0), call));
            } else if (node instanceof ObjectCreationExpr creation) {
                unit.call(call(qualify(creation.getType().getNameAsString()) + ".new", creation));
            }
        });
    }

    private static <N extends Node & NodeWithArguments<N>> Call call(String target, N call) {
        List<String> literals = new ArrayList<>();
        call.getArguments().forEach(argument -> argument.walk(node -> literal(node, literals)));
        return new Call(target, literals, Set.of(), line(call));
    }

    private static void literal(Node node, List<String> literals) {
        if (node instanceof StringLiteralExpr text) {
            literals.add(text.getValue());
        } else if (node instanceof TextBlockLiteralExpr block) {
            literals.add(block.getValue());
        } else if (node instanceof ClassExpr type) {
            literals.add(type.getTypeAsString() + ".class");
        }
    }

    private String target(MethodCallExpr call, int chained) {
        String name = call.getNameAsString();
        return call.getScope().map(scope -> scope(scope, chained) + "." + name).orElse(name);
    }

    private String scope(Expression scope, int chained) {
        if (scope.isNameExpr()) {
            String name = scope.asNameExpr().getNameAsString();
            return qualify(typeOfVariable.getOrDefault(name, name));
        }
        if (scope.isFieldAccessExpr() && scope.asFieldAccessExpr().getScope().isThisExpr()) {
            String name = scope.asFieldAccessExpr().getNameAsString();
            return qualify(typeOfVariable.getOrDefault(name, name));
        }
        if (scope.isMethodCallExpr() && chained < LONGEST_CHAIN) {
            return target(scope.asMethodCallExpr(), chained + 1) + "()";
        }
        return scope.isObjectCreationExpr()
                ? qualify(scope.asObjectCreationExpr().getType().getNameAsString())
                : "?";
    }

    private String qualify(String name) {
        return qualified.getOrDefault(name, name);
    }

    private void variable(VariableDeclarator variable) {
        Type type = variable.getType();
        String name = variable.getNameAsString();
        if (type.isVarType()) {
            variable.getInitializer()
                    .filter(Expression::isObjectCreationExpr)
                    .ifPresent(
                            made -> variable(name, made.asObjectCreationExpr().getType()));
        } else {
            variable(name, type);
        }
    }

    private void variable(String name, Type type) {
        if (type instanceof ClassOrInterfaceType classType) {
            typeOfVariable.put(name, classType.getNameAsString());
        }
    }

    private static int line(Node node) {
        return node.getBegin().map(begin -> begin.line).orElse(1);
    }
}
