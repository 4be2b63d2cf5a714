package dev.gradus.maturity.collect.python;

import dev.gradus.maturity.collect.code.Call;
import dev.gradus.maturity.collect.code.CodeUnit;
import dev.gradus.maturity.collect.code.UnitBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.treesitter.TSNode;

/** Walks over the syntax tree of one Python file and gathers its units. */
final class PythonWalk {

    /** Levels below which the tree is not followed any further. */
    private static final int DEEPEST = 300;

    private static final Set<String> PLAIN_DECORATORS =
            Set.of("staticmethod", "classmethod", "property", "abstractmethod", "override", "cache", "lru_cache");

    private final String text;
    private final Map<String, String> bound = new HashMap<>();
    private final Set<String> imports = new LinkedHashSet<>();
    private final List<UnitBuilder> units = new ArrayList<>();
    private final UnitBuilder file = new UnitBuilder(CodeUnit.FILE, 1);
    private boolean complete = true;

    PythonWalk(String text) {
        this.text = text;
        units.add(file);
    }

    void file(TSNode root) {
        children(root, file, "", 0);
    }

    List<CodeUnit> units() {
        return units.stream().map(UnitBuilder::build).toList();
    }

    Set<String> imports() {
        return imports;
    }

    /** Whether the whole tree was walked. */
    boolean complete() {
        return complete;
    }

    private void children(TSNode node, UnitBuilder unit, String owner, int depth) {
        if (depth > DEEPEST) {
            complete = false;
            return;
        }
        int count = node.getNamedChildCount();
        for (int i = 0; i < count; i++) {
            visit(node.getNamedChild(i), unit, owner, depth + 1);
        }
    }

    /** @param owner the name under which the methods of the surrounding class are reached, empty where by their own */
    private void visit(TSNode node, UnitBuilder unit, String owner, int depth) {
        switch (node.getType()) {
            case "comment" -> {
                // said, not done
            }
            case "import_statement" -> imports(node);
            case "import_from_statement" -> importsFrom(node);
            case "identifier" -> unit.mention(text(node));
            case "function_definition" -> function(node, owner, false, depth);
            case "decorated_definition" -> decorated(node, unit, owner, depth);
            case "class_definition" -> type(node, unit, depth);
            case "if_statement" -> condition(node, unit, owner, depth);
            case "assignment" -> assignment(node, unit, owner, depth);
            case "as_pattern" -> pattern(node, unit, owner, depth);
            case "pair", "subscript" -> {
                key(node, unit);
                children(node, unit, owner, depth);
            }
            case "call" -> {
                unit.call(call(node));
                children(node, unit, owner, depth);
            }
            default -> children(node, unit, owner, depth);
        }
    }

    private void function(TSNode node, String owner, boolean registered, int depth) {
        String name = text(field(node, "name"));
        boolean special = name.startsWith("__") && !owner.isEmpty();
        String reachedAs = registered ? CodeUnit.FILE : special || owner.startsWith("<") ? bare(owner) : name;
        UnitBuilder unit = new UnitBuilder(reachedAs, line(node));
        units.add(unit);
        children(field(node, "parameters"), unit, "", depth);
        children(field(node, "body"), unit, "", depth);
    }

    private static String bare(String owner) {
        return owner.startsWith("<") ? owner.substring(1) : owner;
    }

    /** A decorator such as {@code @app.command()} registers the function, and so reaches it without its name. */
    private void decorated(TSNode node, UnitBuilder unit, String owner, int depth) {
        boolean registered = false;
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            TSNode child = node.getNamedChild(i);
            if (child.getType().equals("decorator")) {
                String name = dotted(child.getNamedChild(0), 0);
                registered |= !PLAIN_DECORATORS.contains(name.substring(name.lastIndexOf('.') + 1)) && owner.isEmpty();
                children(child, unit, owner, depth);
            } else if (child.getType().equals("function_definition")) {
                function(child, owner, registered, depth);
            } else {
                visit(child, unit, owner, depth);
            }
        }
    }

    /** A subclass may be called back by the library of its parent, so its methods are reached with its name. */
    private void type(TSNode node, UnitBuilder unit, int depth) {
        String name = text(field(node, "name"));
        TSNode parents = field(node, "superclasses");
        boolean derived = !parents.isNull() && parents.getNamedChildCount() > 0;
        if (derived) {
            children(parents, unit, "", depth);
        }
        children(field(node, "body"), unit, derived ? "<" + name : name, depth);
    }

    private void condition(TSNode node, UnitBuilder unit, String owner, int depth) {
        String condition = text(field(node, "condition"));
        if (condition.contains("__name__") && condition.contains("__main__")) {
            UnitBuilder main = new UnitBuilder(CodeUnit.MAIN, line(node));
            units.add(main);
            children(field(node, "consequence"), main, owner, depth);
        } else if (condition.equals("False") || condition.equals("0")) {
            TSNode other = field(node, "alternative");
            if (!other.isNull()) {
                children(other, unit, owner, depth);
            }
        } else {
            children(node, unit, owner, depth);
        }
    }

    private void assignment(TSNode node, UnitBuilder unit, String owner, int depth) {
        TSNode right = field(node, "right");
        if (!right.isNull() && right.getType().equals("call")) {
            bound.put(text(field(node, "left")), dotted(right, 0));
        }
        children(node, unit, owner, depth);
    }

    private void pattern(TSNode node, UnitBuilder unit, String owner, int depth) {
        TSNode value = node.getNamedChild(0);
        TSNode alias = field(node, "alias");
        if (!alias.isNull() && value.getType().equals("call")) {
            bound.put(text(alias), dotted(value, 0));
        }
        children(node, unit, owner, depth);
    }

    private void imports(TSNode node) {
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            TSNode child = node.getNamedChild(i);
            boolean aliased = child.getType().equals("aliased_import");
            String module = text(aliased ? field(child, "name") : child);
            String first = module.split("\\.", 2)[0];
            imports.add(module);
            bound.put(aliased ? text(field(child, "alias")) : first, aliased ? module : first);
        }
    }

    private void importsFrom(TSNode node) {
        String module = text(field(node, "module_name"));
        imports.add(module);
        for (int i = 1; i < node.getNamedChildCount(); i++) {
            TSNode child = node.getNamedChild(i);
            boolean aliased = child.getType().equals("aliased_import");
            String name = text(aliased ? field(child, "name") : child);
            String qualified = module.endsWith(".") ? module + name : module + "." + name;
            imports.add(qualified);
            bound.put(aliased ? text(field(child, "alias")) : name, qualified);
        }
    }

    /** A key such as that of {@code metrics["rmse"] = …} is where a value gets its name. */
    private void key(TSNode node, UnitBuilder unit) {
        TSNode key = field(node, node.getType().equals("pair") ? "key" : "subscript");
        if (!key.isNull() && key.getType().equals("string")) {
            unit.call(new Call("<key>", List.of(unquoted(key)), Set.of(), line(node)));
        }
    }

    private Call call(TSNode node) {
        List<String> literals = new ArrayList<>();
        Set<String> keywords = new LinkedHashSet<>();
        TSNode arguments = field(node, "arguments");
        for (int i = 0; i < arguments.getNamedChildCount(); i++) {
            TSNode argument = arguments.getNamedChild(i);
            if (argument.getType().equals("keyword_argument")) {
                keywords.add(text(field(argument, "name")));
            }
            literals(argument, literals, 0);
        }
        return new Call(dotted(field(node, "function"), 0), literals, keywords, line(node));
    }

    private void literals(TSNode node, List<String> literals, int depth) {
        if (node.getType().equals("string")) {
            literals.add(unquoted(node));
        } else if (depth < 8) {
            for (int i = 0; i < node.getNamedChildCount(); i++) {
                literals(node.getNamedChild(i), literals, depth + 1);
            }
        }
    }

    private String unquoted(TSNode string) {
        return text(string).replaceFirst("^[A-Za-z]*(\"\"\"|'''|\"|')", "").replaceFirst("(\"\"\"|'''|\"|')$", "");
    }

    private String dotted(TSNode node, int depth) {
        String known = depth > 12 ? "?" : bound.get(text(node));
        if (known != null) {
            return known;
        }
        return switch (node.getType()) {
            case "identifier" -> text(node);
            case "attribute" -> dotted(field(node, "object"), depth + 1) + "." + text(field(node, "attribute"));
            case "call" -> dotted(field(node, "function"), depth + 1) + "()";
            default -> "?";
        };
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
