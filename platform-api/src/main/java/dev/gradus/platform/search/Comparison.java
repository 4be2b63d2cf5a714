package dev.gradus.platform.search;

/** A clause as a condition of SQL. */
public final class Comparison {
    private Comparison() {}

    /**
     * Compares an expression of SQL as the clause says.
     *
     * @param expression trusted SQL, as a column
     */
    public static String sql(String expression, Clause clause, Binds binds) {
        return switch (clause.operator()) {
            case IS_NULL -> expression + " is null";
            case IS_NOT_NULL -> expression + " is not null";
            case IN -> expression + " = any(" + binds.add(array(clause.operand())) + ')';
            case NOT_IN -> expression + " <> all(" + binds.add(array(clause.operand())) + ')';
            default -> expression + ' ' + clause.operator().symbol() + ' ' + binds.add(value(clause.operand()));
        };
    }

    private static String[] array(Operand operand) {
        return ((Operand.Texts) operand).values().toArray(String[]::new);
    }

    private static Object value(Operand operand) {
        if (operand instanceof Operand.Text text) {
            return text.value();
        }
        return ((Operand.Figure) operand).value();
    }
}
