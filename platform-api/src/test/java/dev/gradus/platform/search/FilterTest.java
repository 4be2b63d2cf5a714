package dev.gradus.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.platform.mlflow.MlflowProblem;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterTest {
    private static final Grammar GRAMMAR = Grammar.named(
                    "Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']")
            .entity(Entity.METRIC, Operator.NUMERIC, "metric", "metrics")
            .entity(Entity.PARAMETER, Operator.TEXTUAL_OR_MISSING, "param", "params")
            .entity(Entity.TAG, Operator.TEXTUAL_OR_MISSING, "tag", "tags")
            .entity(Entity.ATTRIBUTE, Operator.TEXTUAL_OR_LISTED, "attribute", "attributes")
            .texts("run_id", "run_name", "status")
            .numbers("start_time")
            .listed("run_id")
            .alias("run_name", "run name")
            .quotingStrays()
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metrics.acc > 0.9|METRIC acc > 0.9",
                "metrics.`a b`>=-1e-3|METRIC a b >= -0.001",
                "metrics.a.b != .5|METRIC a.b != 0.5",
                "tag.\"x y\" like '%a'|TAG x y LIKE %a",
                "tags.mlflow.source.name = 'x'|TAG mlflow.source.name = x",
                "params.x = 'it''s'|PARAMETER x = it''s",
                "params.x = \"a;b\"|PARAMETER x = a;b",
                "params.x is  not null|PARAMETER x IS NOT NULL ",
                "start_time <= 5|ATTRIBUTE start_time <= 5",
                "run_id not in ('a', \"b\",)|ATTRIBUTE run_id NOT IN a,b",
                "attributes.`run name` = 'a'|ATTRIBUTE run_name = a",
            })
    void aClauseIsReadByTheTypeOfItsKey(String filter, String expected) {
        assertThat(Filter.parse(filter, GRAMMAR)).singleElement().satisfies(clause -> assertThat(text(clause))
                .isEqualTo(expected.strip()));
    }

    @Test
    void clausesAreJoinedByAnd() {
        assertThat(Filter.parse("params.x='a'AND params.y='b' and metrics.z < 1", GRAMMAR))
                .hasSize(3);
        assertThat(Filter.parse("", GRAMMAR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metrics.a > 1 OR params.x = '1'|Invalid clause(s) in filter string: 'OR'",
                "metrics.acc >|Invalid clause(s) in filter string: 'metrics.acc', '>'",
                "(params.x = 'a')|Invalid clause(s) in filter string: '(params.x = 'a')'",
                "metrics.a > 5 -- c|Invalid clause(s) in filter string: '-- c'",
                "status = 'a' ; drop table|Search filter contained multiple expression \"status = 'a' ; drop table\". Provide AND-ed"
                        + " expression list.",
                "5 = 5|Invalid comparison clause. Expected 'Identifier' found '5'",
                "params.a-b = 'x'|Invalid comparison clause. Expected 'Identifier' found 'params.a-b'",
                "params.x = abc|Parameter value is either not quoted or unidentified quote types used for string value abc. Use either"
                        + " single or double quotes.",
                "params.x = 5|Expected a quoted string value for parameter (e.g. 'my-value'). Got value 5",
                "metrics.x = 'a'|Expected numeric value type for metric. Found 'a'",
                "metrics.x IS NULL|IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'x'",
                "foo.x = 'a'|Invalid entity type 'foo'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']",
                "status IN ('a')|Only ['run_id'] attributes support comparison with a list of quoted string values.",
                "run_id IN ()|While parsing a list in the query, expected a non-empty list of string values, but got empty list",
            })
    void whatCanNotBeReadIsRefusedInMlflowsWords(String filter, String message) {
        assertThatThrownBy(() -> Filter.parse(filter, GRAMMAR)).hasMessage(message);
    }

    @Test
    void anOperatorThatTheKeyDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> Filter.parse("params.x > 'a'", GRAMMAR))
                .hasMessageStartingWith("Invalid comparator '>' not one of");
        assertThatThrownBy(() -> Filter.parse("params.x == 'a'", GRAMMAR))
                .hasMessageStartingWith("Invalid comparator '==' not one of");
    }

    /** No text of a user is ever part of a statement: it is bound, or refused. */
    @Property
    void hostileTextsAreBoundOrRefused(@ForAll("hostile") String filter) {
        try {
            for (Clause clause : Filter.parse(filter, GRAMMAR)) {
                Binds binds = new Binds();
                assertThat(Comparison.sql("c", clause, binds))
                        .matches("c (=|!=|<|<=|>|>=|LIKE|ILIKE|is null|is not null"
                                + "|= any\\(:b0\\)|<> all\\(:b0\\))( :b0)?");
            }
        } catch (MlflowProblem refused) {
            assertThat(refused.message()).isNotEmpty();
        }
    }

    @Property
    void anyTextInQuotesComesBackAsItIs(@ForAll String value) {
        String kept = value.replace("'", "").replace("\\", "");

        assertThat(Filter.parse("params.x = '" + kept + "'", GRAMMAR))
                .containsExactly(new Clause(new Key(Entity.PARAMETER, "x"), Operator.EQUAL, new Operand.Text(kept)));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "metrics.",
                "params.",
                "tags.",
                "`",
                "'",
                "\"",
                "\\",
                ";",
                "--",
                "/*",
                "*/",
                "(",
                ")",
                " OR 1=1 ",
                " AND ",
                "x",
                " = ",
                " != ",
                " IN ",
                " NOT ",
                " IS ",
                "NULL",
                " LIKE ",
                "5",
                "-1e9",
                "\u0000",
                "é",
                "drop table run",
                "\n",
                ",",
                ":b0",
                "?",
                "%",
                "_",
                "''",
                " union select ",
                "run_id",
                ".");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    private static String text(Clause clause) {
        return (clause.key().entity() + " " + clause.key().name() + ' '
                        + clause.operator().symbol() + ' ' + text(clause.operand()))
                .strip();
    }

    private static String text(Operand operand) {
        if (operand instanceof Operand.Texts texts) {
            return String.join(",", texts.values());
        }
        if (operand instanceof Operand.Figure figure) {
            return figure.value().toString();
        }
        return operand instanceof Operand.Text value ? value.value() : "";
    }
}
