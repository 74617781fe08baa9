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

/** The queue as lists: light rows, nearest notice deadline first, paged by key. */
public final class QueueStore {
    private final Work work;

    public QueueStore(Work work) {
        this.work = work;
    }

    /**
     * What to list.
     *
     * @param statuses empty: all
     * @param owner e-mail; empty: everybody's
     * @param tier empty: all
     * @param account part of the account's name or its id; empty: all
     */
    public record Filter(
            List<String> statuses, Optional<String> owner, Optional<String> tier, Optional<String> account) {
        public Filter {
            statuses = List.copyOf(statuses);
        }
    }

    /** The key of the last row of a page. Written as {@code 2027-01-31_offer-id}. */
    public record Key(LocalDate noticeDeadline, String offerId) {
        /** Empty where the text is no key. */
        public static Optional<Key> parse(String text) {
            int split = text.indexOf('_');
            if (split != 10) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Key(LocalDate.parse(text.substring(0, split)), text.substring(split + 1)));
            } catch (java.time.DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return noticeDeadline + "_" + offerId;
        }
    }

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
            Instant changedAt) {
        public Key key() {
            return new Key(noticeDeadline, offerId);
        }
    }

    public List<Row> page(Filter filter, Optional<Key> after, int size) {
        List<String> conditions = conditions(filter);
        after.ifPresent(key -> conditions.add("(notice_deadline, offer_id) > (:deadline, :after)"));
        Query query = work.db()
                .createQuery(
                        """
                        select offer_id, account, account_name, cycle_no, revision, status,
                            coalesce(owner, dossier -> 'owner') ->> 'name', owner_email, tier, offer ->> 'play',
                            offer ->> 'currentPlanName', offer ->> 'proposedPlanName', discount_percent, cap_percent,
                            unit_price, proposed_arr, currency, dossier ->> 'severity', renewal_date, notice_deadline,
                            state ->> 'reason', state ->> 'note', state -> 'by' ->> 'actorName', queued_at, changed_at
                        from card where """
                                + " " + String.join(" and ", conditions)
                                + " order by notice_deadline, offer_id limit :size")
                .bind("size", size);
        bind(query, filter);
        after.ifPresent(key -> query.bind("deadline", key.noticeDeadline()).bind("after", key.offerId()));
        return query.map((row, context) -> row(row)).list();
    }

    /** Number of cards by status, of the filter without its statuses. */
    public Map<String, Long> counts(Filter filter) {
        Filter all = new Filter(List.of(), filter.owner(), filter.tier(), filter.account());
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

    public List<StatusAge> ages() {
        return work.db()
                .createQuery(
                        "select status, count(*), min(changed_at) from card where tenant = :tenant group by status")
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
        filter.account()
                .ifPresent(account -> conditions.add("(account = :account or account_name ilike :accountName)"));
        return conditions;
    }

    private void bind(Query query, Filter filter) {
        query.bind("tenant", work.tenant());
        if (!filter.statuses().isEmpty()) {
            query.bindArray("statuses", String.class, filter.statuses());
        }
        filter.owner().ifPresent(owner -> query.bind("owner", owner.toLowerCase(java.util.Locale.ROOT)));
        filter.tier().ifPresent(tier -> query.bind("tier", tier));
        filter.account().ifPresent(account -> query.bind("account", account)
                .bind("accountName", "%" + account.replaceAll("([\\\\%_])", "\\\\$1") + "%"));
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
                row.getTimestamp(25).toInstant());
    }
}
