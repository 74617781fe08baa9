package io.renewals.simulation;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads the services' tables behind their backs, without asking their code. */
final class Look {
    private final Connection connection;

    Look(Postgres postgres) {
        try {
            connection = postgres.superuser();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables can't be looked at", e);
        }
    }

    /** One row read. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> all(String sql, Row<T> row, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, sql(values[i]));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("can't look with " + sql, e);
        }
    }

    /** Into tables of this session alone. */
    void run(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, sql(values[i]));
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("can't do " + sql, e);
        }
    }

    long count(String sql, Object... values) {
        return all(sql, row -> row.getLong(1), values).getFirst();
    }

    private static Object sql(Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> Timestamp.from(instant);
            case LocalDate day -> Date.valueOf(day);
            default -> value;
        };
    }

    /** A card as a page shows it. @param status as the row has it, lower case */
    record Shown(
            String offerId,
            String account,
            int revision,
            String status,
            String sha256,
            String owner,
            String plan,
            java.math.BigDecimal discount,
            java.math.BigDecimal cap,
            String subject,
            String text,
            LocalDate deadline,
            boolean asksException) {}

    /** The open cards of one owner, or of everybody. @param owner empty: everybody's */
    List<Shown> open(String owner) {
        return all(
                """
                select offer_id, account, revision, status, sha256, owner_email, offer ->> 'proposedPlan', discount_percent,
                    cap_percent, message ->> 'subject', message ->> 'textBody', notice_deadline,
                    coalesce(jsonb_array_length(exception -> 'approvals') < (exception ->> 'approvalsNeeded')::int, false)
                from action_service.card
                where tenant = 'acme' and status in ('queued', 'held') and (? = '' or owner_email = ?)
                order by notice_deadline, offer_id""",
                row -> new Shown(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getBigDecimal(8),
                        row.getBigDecimal(9),
                        row.getString(10),
                        row.getString(11),
                        row.getDate(12).toLocalDate(),
                        row.getBoolean(13)),
                owner,
                owner);
    }
}
