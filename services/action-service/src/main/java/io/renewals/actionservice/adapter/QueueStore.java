package io.renewals.actionservice.adapter;

import io.renewals.store.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The queue as lists: light rows in the order asked for, paged by key. */
public final class QueueStore {
    private final Work work;

    public QueueStore(Work work) {
        this.work = work;
    }

    /**
     * What to list.
     *
     * @param statuses empty: all
     * @param owner e-mail of who owns the card now; empty: everybody's
     * @param tier empty: all
     * @param play empty: all
     * @param text part of the account's name, or its id; empty: all
     */
    public record Filter(
            List<String> statuses,
            Optional<String> owner,
            Optional<String> tier,
            Optional<String> play,
            Optional<String> text) {
        public Filter {
            statuses = List.copyOf(statuses);
        }

        public Filter(List<String> statuses, Optional<String> owner, Optional<String> tier, Optional<String> account) {
            this(statuses, owner, tier, Optional.empty(), account);
        }

        public Filter of(String... others) {
            return new Filter(List.of(others), owner, tier, play, text);
        }
    }

    /** What a list goes by. */
    public enum Sort {
        DEADLINE("notice_deadline", "date", false),
        ARR("proposed_arr", "numeric", true),
        DISCOUNT("discount_percent", "numeric", true),
        ACCOUNT("lower(account_name)", "text", false),
        /** The oldest card has the smallest time. */
        AGE("queued_at", "timestamptz", false);

        private final String column;
        private final String type;
        private final boolean isLargestFirst;

        Sort(String column, String type, boolean isLargestFirst) {
            this.column = column;
            this.type = type;
            this.isLargestFirst = isLargestFirst;
        }

        /** As people want it first: nearest deadline, most money, most discount, A to Z, oldest. */
        public Order natural() {
            return new Order(this, isLargestFirst);
        }

        /** @param descending from the latest, largest or last letter; of age: from the oldest */
        public Order order(boolean descending) {
            return new Order(this, (this == AGE) != descending);
        }
    }

    /** @param descending by the column's own value */
    public record Order(Sort sort, boolean descending) {}

    /** Where a page ends: the last row's place in the order. Written as {@code 2027-01-31_offer-id}. */
    public record Key(String at, String offerId) {
        private static final int LONGEST = 400;

        /** Empty where the text is no key. */
        public static Optional<Key> parse(String text) {
            int split = text.lastIndexOf('_');
            return split < 1 || text.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new Key(text.substring(0, split), text.substring(split + 1)));
        }

        @Override
        public String toString() {
            return at + "_" + offerId;
        }
    }

    /** @param next where the next page begins; empty: this is the last */
    public record Page(List<Row> rows, Optional<Key> next) {}

    /** A card in a list. */
    public record Row(
            String offerId,
            String account,
            String accountName,
            int cycleNo,
            int revision,
            String status,
            String ownerName,
            String ownerEmail,
            String tier,
            String play,
            String currentPlanName,
            String proposedPlanName,
            BigDecimal discountPercent,
            BigDecimal capPercent,
            BigDecimal unitPrice,
            BigDecimal proposedArr,
            String currency,
            String severity,
            LocalDate renewalDate,
            LocalDate noticeDeadline,
            String stateReason,
            String stateNote,
            String decidedBy,
            Instant queuedAt,
            Instant changedAt,
            boolean edited) {}

    /** @throws BadKey where the key belongs to no list in this order */
    public Page page(Filter filter, Order order, Optional<Key> after, int size) {
        List<String> conditions = conditions(filter);
        Sort by = order.sort();
        after.ifPresent(key -> conditions.add("(" + by.column + ", offer_id) " + (order.descending() ? "<" : ">")
                + " (cast(:at as " + by.type + "), :after)"));
        String direction = order.descending() ? " desc" : "";
        Query query = work.db()
                .createQuery(
                        """
                        select offer_id, account, account_name, cycle_no, revision, status,
                            coalesce(owner, dossier -> 'owner') ->> 'name', owner_email,
                            tier, offer ->> 'play', offer ->> 'currentPlanName', offer ->> 'proposedPlanName',
                            discount_percent, cap_percent, unit_price, proposed_arr, currency, dossier ->> 'severity',
                            renewal_date, notice_deadline, state ->> 'reason', state ->> 'note',
                            state -> 'by' ->> 'actorName', queued_at, changed_at,
                            drafted -> 'message' ->> 'sha256' <> sha256, cast("""
                                + by.column + " as text) as place from card where " + String.join(" and ", conditions)
                                + " order by " + by.column + direction + ", offer_id" + direction + " limit :size")
                .bind("size", size + 1);
        bind(query, filter);
        after.ifPresent(key -> query.bind("at", key.at()).bind("after", key.offerId()));
        List<Placed> found = placed(query);
        boolean more = found.size() > size;
        List<Row> rows = found.stream().limit(size).map(Placed::row).toList();
        return new Page(rows, more ? Optional.of(found.get(size - 1).key()) : Optional.empty());
    }

    private record Placed(Row row, Key key) {}

    private static List<Placed> placed(Query query) {
        try {
            return query.map((row, context) -> new Placed(row(row), new Key(row.getString(27), row.getString(1))))
                    .list();
        } catch (UnableToExecuteStatementException e) {
            boolean isBadKey = e.getCause() instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("22");
            throw isBadKey ? new BadKey() : e;
        }
    }

    /** A key that was cut, or made for another order. */
    public static final class BadKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadKey() {
            super("no key of this order", null, false, false);
        }
    }

    /** Number of cards by status, of the filter without its statuses. */
    public Map<String, Long> counts(Filter filter) {
        Filter all = filter.of();
        Query query = work.db()
                .createQuery("select status, count(*) from card where " + String.join(" and ", conditions(all))
                        + " group by status");
        bind(query, all);
        Map<String, Long> counts = new TreeMap<>();
        query.map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** @param oldest when the one longest in it entered it */
    public record StatusAge(String status, long cards, Instant oldest) {}

    /** Of what waits for a person or for its mail; what is settled is left out. Read from the index alone. */
    public List<StatusAge> ages() {
        return work.db()
                .createQuery(
                        """
                        select status, count(*), min(changed_at) from card where tenant = :tenant
                            and status in ('queued', 'held', 'snoozed', 'approved', 'sending', 'unknown')
                        group by status""")
                .bind("tenant", work.tenant())
                .map((row, context) -> new StatusAge(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    /** The owners that occur, for the filter. */
    public List<String> owners() {
        return work.db()
                .createQuery("select distinct owner_email from card where tenant = :tenant order by 1")
                .bind("tenant", work.tenant())
                .mapTo(String.class)
                .list();
    }

    private List<String> conditions(Filter filter) {
        List<String> conditions = new ArrayList<>(List.of("tenant = :tenant"));
        if (!filter.statuses().isEmpty()) {
            conditions.add("status = any (:statuses)");
        }
        filter.owner().ifPresent(owner -> conditions.add("owner_email = :owner"));
        filter.tier().ifPresent(tier -> conditions.add("tier = :tier"));
        filter.play().ifPresent(play -> conditions.add("offer ->> 'play' = :play"));
        filter.text().ifPresent(text -> conditions.add("(account = :account or account_name ilike :accountName)"));
        return conditions;
    }

    private void bind(Query query, Filter filter) {
        query.bind("tenant", work.tenant());
        if (!filter.statuses().isEmpty()) {
            query.bindArray("statuses", String.class, filter.statuses());
        }
        filter.owner().ifPresent(owner -> query.bind("owner", owner.toLowerCase(java.util.Locale.ROOT)));
        filter.tier().ifPresent(tier -> query.bind("tier", tier));
        filter.play().ifPresent(play -> query.bind("play", play.toUpperCase(java.util.Locale.ROOT)));
        filter.text().ifPresent(text -> query.bind("account", text)
                .bind("accountName", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getBigDecimal(13),
                row.getBigDecimal(14),
                row.getBigDecimal(15),
                row.getBigDecimal(16),
                row.getString(17),
                row.getString(18),
                row.getObject(19, LocalDate.class),
                row.getObject(20, LocalDate.class),
                row.getString(21),
                row.getString(22),
                row.getString(23),
                row.getTimestamp(24).toInstant(),
                row.getTimestamp(25).toInstant(),
                row.getBoolean(26));
    }
}
