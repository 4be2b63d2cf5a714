package dev.gradus.maturity.catalogue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntime.Program;
import dev.cel.runtime.CelRuntimeFactory;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.ValueType;
import dev.gradus.maturity.fact.Vocabulary;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compiles the expressions of a catalogue, each fact a list of structures with the fields that its collector declares. */
final class Expressions {

    private final Vocabulary vocabulary;
    private final CelCompiler compiler;
    private final CelRuntime runtime;

    Expressions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings())
                .setTypeProvider(new FactTypes(vocabulary));
        vocabulary.types().keySet().forEach(name -> builder.addVar(name, facts(name)));
        this.compiler = builder.build();
        this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .addLibraries(CelExtensions.strings())
                .build();
    }

    /**
     * Compiles one expression that is true or false.
     *
     * @param select the facts that it may use
     * @param used takes the names of those that it does use
     */
    Condition condition(String source, Place place, Collection<String> select, Set<String> used) {
        CelAbstractSyntaxTree tree = check(source, place, select, used);
        if (!tree.getResultType().equals(SimpleType.BOOL)) {
            throw place.wrong(
                    "the expression is of type %s, not bool"
                            .formatted(tree.getResultType().name()),
                    "Maybe: end it with a comparison, exists or all.");
        }
        return new Condition(source, program(tree, place));
    }

    /** Compiles one expression that picks facts, for a message about each of them. */
    FindingRule offenders(String source, Message message, Place place, Collection<String> select, Set<String> used) {
        CelAbstractSyntaxTree tree = check(source, place, select, used);
        FactType type = elements(tree.getResultType())
                .orElseThrow(() -> place.wrong(
                        "the expression is not a list of facts", "Maybe: take a fact's list and filter it."));
        for (String field : message.fields()) {
            if (!type.fields().containsKey(field) && !FactType.COMMON.contains(field)) {
                throw place.wrong(
                        "the message names {%s}, which the fact %s has not".formatted(field, type.name()),
                        "Maybe: use one of %s."
                                .formatted(String.join(", ", type.fields().keySet())));
            }
        }
        return new FindingRule.Offenders(source, program(tree, place), message);
    }

    private CelAbstractSyntaxTree check(String source, Place place, Collection<String> select, Set<String> used) {
        CelValidationResult result = compiler.compile(source);
        if (result.hasError()) {
            CelIssue issue = result.getErrors().get(0);
            throw place.wrong(
                    "line %d, column %d: %s"
                            .formatted(
                                    issue.getSourceLocation().getLine(),
                                    issue.getSourceLocation().getColumn() + 1,
                                    issue.getMessage().lines().findFirst().orElse("")),
                    "Maybe: compare it with the facts and fields that the reference of facts lists.");
        }
        CelAbstractSyntaxTree tree;
        try {
            tree = result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("an expression without errors has no tree", e);
        }
        mind(tree, place, select, used);
        return tree;
    }

    /** An expression that sees a fact it did not select would make a verdict depend on more than is shown for it. */
    private void mind(CelAbstractSyntaxTree tree, Place place, Collection<String> select, Set<String> used) {
        Set<String> facts = new TreeSet<>();
        tree.getReferenceMap().values().forEach(reference -> facts.add(reference.name()));
        facts.retainAll(vocabulary.types().keySet());
        for (String fact : facts) {
            if (!select.contains(fact)) {
                throw place.wrong(
                        "the expression uses %s, which is not selected".formatted(fact), "Maybe: add it to select.");
            }
        }
        used.addAll(facts);
    }

    private Program program(CelAbstractSyntaxTree tree, Place place) {
        try {
            return runtime.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw place.wrong(String.valueOf(e.getMessage()), "Maybe: write the expression in a simpler way.");
        }
    }

    private Optional<FactType> elements(CelType type) {
        return type instanceof ListType list && list.hasElemType()
                ? vocabulary.type(list.elemType().name())
                : Optional.empty();
    }

    private static CelType facts(String name) {
        return ListType.create(StructTypeReference.create(name));
    }

    /** The structures of the vocabulary, under the names of their facts. */
    private static final class FactTypes implements CelTypeProvider {

        private final ImmutableMap<String, CelType> types;

        FactTypes(Vocabulary vocabulary) {
            ImmutableMap.Builder<String, CelType> structs = ImmutableMap.builder();
            vocabulary.types().values().forEach(type -> structs.put(type.name(), struct(type)));
            types = structs.buildOrThrow();
        }

        @Override
        public ImmutableList<CelType> types() {
            return ImmutableList.copyOf(types.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(types.get(name));
        }

        private static StructType struct(FactType type) {
            ImmutableMap.Builder<String, CelType> builder = ImmutableMap.builder();
            type.fields().forEach((field, value) -> builder.put(field, cel(value)));
            builder.put("path", SimpleType.STRING);
            builder.put("line", SimpleType.INT);
            builder.put("observedAt", SimpleType.TIMESTAMP);
            builder.put("subject", SimpleType.STRING);
            builder.put("source", SimpleType.STRING);
            ImmutableMap<String, CelType> fields = builder.buildOrThrow();
            return StructType.create(type.name(), fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
        }

        private static CelType cel(ValueType type) {
            return switch (type) {
                case STRING -> SimpleType.STRING;
                case INTEGER -> SimpleType.INT;
                case DECIMAL -> SimpleType.DOUBLE;
                case BOOLEAN -> SimpleType.BOOL;
                case STRINGS -> ListType.create(SimpleType.STRING);
                case INSTANT -> SimpleType.TIMESTAMP;
            };
        }
    }
}
