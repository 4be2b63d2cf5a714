package dev.gradus.maturity.collect.python;

import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.Flow;
import dev.gradus.maturity.collect.code.Flow.Called;
import dev.gradus.maturity.collect.code.Flow.Comparison;
import dev.gradus.maturity.collect.code.Flow.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.treesitter.TSNode;

/** The flow of the functions of one Python file, and of the file itself. */
final class PythonFlow {

    private static final int DEEPEST = 200;
    private static final Set<String> COMPARES = Set.of("<", "<=", ">", ">=");

    private final String path;
    private final String text;
    private final List<Flow> flows = new ArrayList<>();

    private PythonFlow(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** @param text of which each character is one byte long */
    static List<Flow> of(String path, String text, TSNode root) {
        PythonFlow flow = new PythonFlow(path, text);
        flow.flows.add(new Flow(Flow.Owner.NONE, CodeUnit.FILE, path, 1, flow.block(root, 0)));
        return List.copyOf(flow.flows);
    }

    private List<Flow.Statement> block(TSNode block, int depth) {
        List<Flow.Statement> statements = new ArrayList<>();
        if (!block.isNull() && depth < DEEPEST) {
            for (int i = 0; i < block.getNamedChildCount(); i++) {
                add(block.getNamedChild(i), statements, depth + 1);
            }
        }
        return List.copyOf(statements);
    }

    private void add(TSNode node, List<Flow.Statement> statements, int depth) {
        switch (node.getType()) {
            case "function_definition" -> {
                String name = text(field(node, "name"));
                flows.add(new Flow(Flow.Owner.NONE, name, path, line(node), block(field(node, "body"), depth)));
            }
            case "decorated_definition" -> add(field(node, "definition"), statements, depth);
            case "class_definition" -> block(field(node, "body"), depth);
            case "if_statement" -> branch(node, statements, depth);
            case "with_statement" -> {
                statements.add(new Flow.Does(value(node.getNamedChild(0))));
                statements.addAll(block(field(node, "body"), depth));
            }
            case "for_statement" ->
                statements.add(new Flow.Repeats(value(field(node, "right")), block(field(node, "body"), depth)));
            case "while_statement" ->
                statements.add(new Flow.Repeats(value(field(node, "condition")), block(field(node, "body"), depth)));
            case "try_statement" -> attempt(node, statements, depth);
            case "raise_statement" -> statements.add(new Flow.Leaves(true, value(node)));
            case "return_statement" -> statements.add(new Flow.Leaves(false, value(node)));
            case "assert_statement" -> {
                Flow.Statement refuses = new Flow.Leaves(true, Value.NOTHING);
                statements.add(new Flow.Branch(value(node.getNamedChild(0)), List.of(refuses), List.of()));
            }
            case "expression_statement" -> expression(node.getNamedChild(0), statements);
            default -> statements.add(new Flow.Does(value(node)));
        }
    }

    private void branch(TSNode node, List<Flow.Statement> statements, int depth) {
        List<Flow.Statement> otherwise = List.of();
        for (int i = node.getNamedChildCount() - 1; i >= 0; i--) {
            TSNode clause = node.getNamedChild(i);
            if (clause.getType().equals("else_clause")) {
                otherwise = block(field(clause, "body"), depth);
            } else if (clause.getType().equals("elif_clause")) {
                otherwise = List.of(new Flow.Branch(
                        value(field(clause, "condition")), block(field(clause, "consequence"), depth), otherwise));
            }
        }
        TSNode condition = field(node, "condition");
        List<Flow.Statement> then = block(field(node, "consequence"), depth);
        if (text(condition).contains("__name__")) {
            statements.addAll(then);
        } else {
            statements.add(new Flow.Branch(value(condition), then, otherwise));
        }
    }

    private void attempt(TSNode node, List<Flow.Statement> statements, int depth) {
        List<Flow.Statement> handlers = new ArrayList<>();
        boolean swallows = false;
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            TSNode clause = node.getNamedChild(i);
            if (clause.getType().startsWith("except")) {
                String handler = text(clause);
                swallows |= !handler.matches("(?s).*\\b(raise|sys\\.exit|exit|os\\._exit)\\b.*");
                handlers.addAll(block(clause.getNamedChild(clause.getNamedChildCount() - 1), depth));
            }
        }
        statements.add(new Flow.Tries(block(field(node, "body"), depth), swallows, handlers));
    }

    private void expression(TSNode node, List<Flow.Statement> statements) {
        if (node.isNull()) {
            return;
        }
        if (node.getType().equals("assignment") || node.getType().equals("augmented_assignment")) {
            TSNode right = field(node, "right");
            statements.add(new Flow.Sets(text(field(node, "left")), right.isNull() ? Value.NOTHING : value(right)));
        } else if (text(node).matches("(?s)(sys\\.exit|exit|quit|os\\._exit)\\((?!0?\\)).*")) {
            statements.add(new Flow.Leaves(true, value(node)));
        } else {
            statements.add(new Flow.Does(value(node)));
        }
    }

    private Value value(TSNode node) {
        Set<String> names = new LinkedHashSet<>();
        List<Called> calls = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        gather(node, names, calls, comparisons, 0);
        return new Value(names, calls, comparisons, isConstant(node));
    }

    private void gather(TSNode node, Set<String> names, List<Called> calls, List<Comparison> comparisons, int depth) {
        if (node.isNull() || depth > DEEPEST) {
            return;
        }
        switch (node.getType()) {
            case "identifier" -> names.add(text(node));
            case "call" -> {
                String target = text(field(node, "function"));
                calls.add(new Called("", target.substring(target.lastIndexOf('.') + 1), line(node)));
            }
            case "comparison_operator" -> compare(node, comparisons);
            default -> {
                // what matters of it is below
            }
        }
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            gather(node.getNamedChild(i), names, calls, comparisons, depth + 1);
        }
    }

    /** A chain such as {@code 0 < a < b} is as many comparisons as it has operators. */
    private void compare(TSNode node, List<Comparison> comparisons) {
        for (int i = 1; i + 1 < node.getChildCount(); i += 2) {
            String operator = text(node.getChild(i));
            if (COMPARES.contains(operator)) {
                comparisons.add(
                        new Comparison(text(node.getChild(i - 1)), operator, text(node.getChild(i + 1)), line(node)));
            }
        }
    }

    private boolean isConstant(TSNode node) {
        String words = text(node).strip();
        if (words.matches("True|False|0|1|None|not True|not False")) {
            return true;
        }
        if (node.getType().equals("parenthesized_expression")) {
            return isConstant(node.getNamedChild(0));
        }
        return node.getType().equals("boolean_operator")
                && (isConstant(field(node, "left")) || isConstant(field(node, "right")));
    }

    private static TSNode field(TSNode node, String name) {
        return node.getChildByFieldName(name);
    }

    private String text(TSNode node) {
        return node.isNull() ? "" : text.substring(node.getStartByte(), node.getEndByte());
    }

    private static int line(TSNode node) {
        return node.getStartPoint().getRow() + 1;
    }
}
