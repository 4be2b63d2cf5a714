package dev.gradus.maturity.collect.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.Flow.Called;
import dev.gradus.maturity.collect.code.Flow.Comparison;
import dev.gradus.maturity.collect.code.Flow.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The flow of the methods of one Java file. */
final class JavaFlow {

    private static final Set<BinaryExpr.Operator> COMPARES = Set.of(
            BinaryExpr.Operator.LESS,
            BinaryExpr.Operator.LESS_EQUALS,
            BinaryExpr.Operator.GREATER,
            BinaryExpr.Operator.GREATER_EQUALS);

    private JavaFlow() {}

    static List<Flow> of(String path, CompilationUnit file) {
        List<Flow> flows = new ArrayList<>();
        file.findAll(MethodDeclaration.class)
                .forEach(method -> flows.add(new Flow(
                        JavaTypes.owner(method),
                        method.getNameAsString(),
                        path,
                        line(method),
                        method.getBody().map(JavaFlow::block).orElse(List.of()))));
        file.findAll(ConstructorDeclaration.class)
                .forEach(made -> flows.add(new Flow(
                        JavaTypes.owner(made), made.getNameAsString(), path, line(made), block(made.getBody()))));
        return List.copyOf(flows);
    }

    private static List<Flow.Statement> block(BlockStmt block) {
        return statements(block.getStatements());
    }

    private static List<Flow.Statement> statements(NodeList<Statement> statements) {
        List<Flow.Statement> flow = new ArrayList<>();
        statements.forEach(statement -> add(statement, flow));
        return List.copyOf(flow);
    }

    private static List<Flow.Statement> body(Statement statement) {
        List<Flow.Statement> flow = new ArrayList<>();
        add(statement, flow);
        return List.copyOf(flow);
    }

    private static void add(Statement statement, List<Flow.Statement> flow) {
        if (statement instanceof BlockStmt block) {
            flow.addAll(block(block));
        } else if (statement instanceof IfStmt branch) {
            List<Flow.Statement> otherwise =
                    branch.getElseStmt().map(JavaFlow::body).orElse(List.of());
            flow.add(new Flow.Branch(value(branch.getCondition()), body(branch.getThenStmt()), otherwise));
        } else if (statement instanceof ThrowStmt thrown) {
            flow.add(new Flow.Leaves(true, value(thrown.getExpression())));
        } else if (statement instanceof ReturnStmt returned) {
            flow.add(new Flow.Leaves(
                    false, returned.getExpression().map(JavaFlow::value).orElse(Value.NOTHING)));
        } else if (statement instanceof TryStmt attempt) {
            attempt(attempt, flow);
        } else if (statement instanceof ForEachStmt each) {
            flow.add(new Flow.Repeats(value(each.getIterable()), body(each.getBody())));
        } else if (statement instanceof ForStmt loop) {
            flow.add(new Flow.Repeats(Value.NOTHING, body(loop.getBody())));
        } else if (statement instanceof WhileStmt loop) {
            flow.add(new Flow.Repeats(value(loop.getCondition()), body(loop.getBody())));
        } else if (statement instanceof SynchronizedStmt held) {
            flow.addAll(block(held.getBody()));
        } else if (statement instanceof LabeledStmt labeled) {
            add(labeled.getStatement(), flow);
        } else if (statement instanceof ExpressionStmt expression) {
            expression(expression.getExpression(), flow);
        } else {
            flow.add(new Flow.Does(value(statement)));
        }
    }

    private static void attempt(TryStmt attempt, List<Flow.Statement> flow) {
        attempt.getResources().forEach(resource -> flow.add(new Flow.Does(value(resource))));
        List<Flow.Statement> handlers = new ArrayList<>();
        attempt.getCatchClauses().forEach(clause -> handlers.addAll(block(clause.getBody())));
        boolean swallows = attempt.getCatchClauses().stream()
                .anyMatch(clause -> clause.getBody().findFirst(ThrowStmt.class).isEmpty() && !exits(clause.getBody()));
        flow.add(new Flow.Tries(block(attempt.getTryBlock()), swallows, handlers));
        attempt.getFinallyBlock().ifPresent(last -> flow.addAll(block(last)));
    }

    private static boolean exits(Node node) {
        return node.findFirst(MethodCallExpr.class, JavaFlow::isExit).isPresent();
    }

    private static boolean isExit(MethodCallExpr call) {
        return call.toString()
                .matches("(?s)System\\.exit\\((?!0\\)).*|Runtime\\.getRuntime\\(\\)\\.(exit|halt)\\((?!0\\)).*");
    }

    private static void expression(Expression expression, List<Flow.Statement> flow) {
        if (expression instanceof VariableDeclarationExpr declaration) {
            declaration
                    .getVariables()
                    .forEach(variable -> flow.add(new Flow.Sets(
                            variable.getNameAsString(),
                            variable.getInitializer().map(JavaFlow::value).orElse(Value.NOTHING))));
        } else if (expression instanceof AssignExpr assignment) {
            flow.add(new Flow.Sets(assignment.getTarget().toString(), value(assignment.getValue())));
        } else if (expression instanceof MethodCallExpr call && isExit(call)) {
            flow.add(new Flow.Leaves(true, value(call)));
        } else {
            Optional<ThrowStmt> thrown = expression.findFirst(ThrowStmt.class);
            flow.add(new Flow.Does(value(expression)));
            // Such as "wrong.ifPresent(reason -> { throw … })".
            thrown.ifPresent(each -> flow.add(new Flow.Branch(
                    value(expression), List.of(new Flow.Leaves(true, value(each.getExpression()))), List.of())));
        }
    }

    private static Value value(Node node) {
        Set<String> names = new LinkedHashSet<>();
        List<Called> calls = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        node.walk(each -> {
            if (each instanceof SimpleName name) {
                names.add(name.getIdentifier());
            } else if (each instanceof MethodCallExpr call) {
                calls.add(new Called(JavaTypes.of(call), call.getNameAsString(), line(call)));
            } else if (each instanceof MethodReferenceExpr reference) {
                calls.add(new Called(JavaTypes.of(reference.getScope()), reference.getIdentifier(), line(reference)));
            } else if (each instanceof ObjectCreationExpr made) {
                String type = made.getType().getNameAsString();
                calls.add(new Called(type, type, line(made)));
            } else if (each instanceof BinaryExpr binary && COMPARES.contains(binary.getOperator())) {
                comparisons.add(new Comparison(
                        binary.getLeft().toString(),
                        binary.getOperator().asString(),
                        binary.getRight().toString(),
                        line(binary)));
            }
        });
        return new Value(names, calls, comparisons, isConstant(node));
    }

    private static boolean isConstant(Node node) {
        if (node instanceof BooleanLiteralExpr) {
            return true;
        }
        return node instanceof BinaryExpr binary
                && (binary.getOperator() == BinaryExpr.Operator.OR || binary.getOperator() == BinaryExpr.Operator.AND)
                && (isConstant(binary.getLeft()) || isConstant(binary.getRight()));
    }

    private static int line(Node node) {
        return node.getBegin().map(begin -> begin.line).orElse(1);
    }
}
