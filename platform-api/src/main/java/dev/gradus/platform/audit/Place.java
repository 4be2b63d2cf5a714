package dev.gradus.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Where an entry stands in the order of the chain.
 *
 * @param xact the id of its transaction, 64 bits without sign
 */
record Place(int epoch, String xact, long id) {
    /** Before every entry. */
    static final Place BEGIN = new Place(0, "0", 0);

    /** The condition that an entry comes after the place bound as {@code epoch}, {@code xact}, {@code id}. */
    static final String AFTER = "(epoch, xact, id) > (:epoch, cast(:xact as xid8), :id)";

    static Place of(ResultSet row, String epoch, String xact, String id) throws SQLException {
        return new Place(row.getInt(epoch), row.getString(xact), row.getLong(id));
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bind("epoch", epoch).bind("xact", xact).bind("id", id);
    }
}
