package io.renewals.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Rows turned on their side, an array for each column, so that one statement writes them all whatever their number:
 * {@code update t set ... from unnest(?, ?) as row (...)}. The server plans it once and the client binds a handful of values,
 * where a batch binds and runs every row.
 *
 * @param <T> what a row is made from
 */
public final class Columns<T> {
    private record Column(String type, Object[] values) {}

    private final Collection<T> rows;
    private final List<Column> columns = new ArrayList<>();

    private Columns(Collection<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(Collection<T> rows) {
        return new Columns<>(rows);
    }

    /**
     * @param type element type as Postgres names it ("text", "timestamptz"); a value's {@code toString} is read as that type
     * @param value of a row; may give null
     */
    public Columns<T> with(String type, Function<T, ?> value) {
        columns.add(new Column(type, rows.stream().map(value).toArray()));
        return this;
    }

    /**
     * @param sql its first parameters are the columns, in the order of {@link #with}
     * @param more texts for the parameters after those
     * @return rows written
     */
    public int update(Handle db, String sql, String... more) {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = db.getConnection().prepareStatement(sql)) {
            int at = 1;
            for (Column column : columns) {
                statement.setArray(at++, db.getConnection().createArrayOf(column.type(), column.values()));
            }
            for (String text : more) {
                statement.setString(at++, text);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }
}
