package io.renewals.store;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A statement written against JDBC failed; {@link Transactions} tells passing failures from lasting ones by its SQLState. */
final class SqlFailed extends JdbiException {
    SqlFailed(SQLException cause) {
        super(cause);
    }
}
