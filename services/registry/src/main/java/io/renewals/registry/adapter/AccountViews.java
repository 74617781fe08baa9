package io.renewals.registry.adapter;

import io.renewals.events.Terms;
import io.renewals.messaging.Ids;
import io.renewals.registry.domain.State;
import io.renewals.store.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The book as people and programs read it. Nothing here locks a row. */
public final class AccountViews {
    private static final List<String> LIVE =
            Arrays.stream(State.values()).filter(State::isLive).map(State::name).toList();

    private AccountViews() {}

    /** One line of a list. @param attention open dead letters */
    public record Row(
            String account,
            String name,
            String plan,
            String tier,
            LocalDate renewalDate,
            BigDecimal arr,
            String currency,
            State state,
            Instant stateSince,
            String stateDetail,
            int cycleNo,
            int revision,
            String offerId,
            String severity,
            String ownerEmail,
            long attention) {}

    /** What to list. @param query part of a name or an account id; @param state null: any; @param after account id, null: from the start */
    public record Filter(String query, State state, boolean live, String after, int limit) {}

    public static List<Row> list(Work work, Filter filter) {
        String sql =
                """
                select a.*, (select count(*) from attention t where t.tenant = a.tenant and t.account = a.account
                  and t.settled_at is null) as attention
                from account a where a.tenant = :tenant
                """
                        + (filter.after() == null ? "" : " and a.account > :after")
                        + (filter.state() == null ? "" : " and a.state = :state")
                        + (filter.live() ? " and a.state = any (:live)" : "")
                        + (isBlank(filter.query())
                                ? ""
                                : " and (lower(a.account_name) like :pattern or lower(a.account) like :pattern)")
                        + " order by a.account limit :limit";
        Query query = work.db().createQuery(sql).bind("tenant", work.tenant()).bind("limit", filter.limit());
        if (filter.after() != null) {
            query.bind("after", filter.after());
        }
        if (filter.state() != null) {
            query.bind("state", filter.state().name());
        }
        if (filter.live()) {
            query.bindArray("live", String.class, LIVE);
        }
        if (!isBlank(filter.query())) {
            query.bind("pattern", "%" + escaped(filter.query()) + "%");
        }
        return query.map((row, context) -> row(row, work.tenant())).list();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static String escaped(String text) {
        return text.strip()
                .toLowerCase(java.util.Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    private static Row row(ResultSet row, String tenant) throws SQLException {
        return new Row(
                row.getString("account"),
                row.getString("account_name"),
                row.getString("plan"),
                row.getString("tier"),
                AccountRows.date(row, "renewal_date"),
                row.getBigDecimal("arr"),
                row.getString("currency"),
                State.valueOf(row.getString("state")),
                AccountRows.instant(row, "state_since"),
                row.getString("state_detail"),
                row.getInt("cycle_no"),
                row.getInt("revision"),
                Ids.offer(tenant, row.getString("account"), row.getInt("cycle_no"), row.getInt("revision")),
                row.getString("severity"),
                row.getString("owner_email"),
                row.getLong("attention"));
    }

    /** @param oldest since when the account that is longest in the state is in it @param overdue those past the state's limit */
    public record StateCount(State state, long accounts, Instant oldest, Optional<Duration> limit, long overdue) {}

    /** All states, those without accounts too. */
    public static List<StateCount> states(Work work) {
        Map<State, StateCount> counts = new EnumMap<>(State.class);
        String sql =
                """
                select state, count(*) as accounts, min(state_since) as oldest,
                  count(*) filter (where state_since < cast(:now as timestamptz) - make_interval(secs => l.seconds)) as overdue
                from account left join unnest(:states::text[], (:seconds::text[])::float8[]) as l (name, seconds) on l.name = state
                where tenant = :tenant group by state""";
        List<State> limited = Arrays.stream(State.values())
                .filter(state -> state.limit().isPresent())
                .toList();
        work.db()
                .createQuery(sql)
                .bind("tenant", work.tenant())
                .bind("now", work.now())
                .bindArray(
                        "states",
                        String.class,
                        limited.stream().map(State::name).toList())
                .bindArray(
                        "seconds",
                        String.class,
                        limited.stream()
                                .map(state -> String.valueOf(
                                        state.limit().orElseThrow().toSeconds()))
                                .toList())
                .map((row, context) -> {
                    State state = State.valueOf(row.getString("state"));
                    return new StateCount(
                            state,
                            row.getLong("accounts"),
                            AccountRows.instant(row, "oldest"),
                            state.limit(),
                            row.getLong("overdue"));
                })
                .forEach(count -> counts.put(count.state(), count));
        return Arrays.stream(State.values())
                .map(state -> counts.getOrDefault(state, new StateCount(state, 0, null, state.limit(), 0)))
                .toList();
    }

    /** One account with its standing. @param suppressionHolds true: what suppresses is a case or dispute that will be closed */
    public record Detail(
            Row row,
            Terms terms,
            long accountVersion,
            long materialVersion,
            String suppression,
            boolean suppressionHolds,
            LocalDate requeueOn,
            LocalDate lastOffered,
            String lastPlan,
            BigDecimal lastDiscount,
            LocalDate lastCheckedOn,
            String ending,
            LocalDate endedOn) {}

    public static Optional<Detail> find(Work work, String account) {
        return work.db()
                .createQuery(
                        """
                        select a.*, (select count(*) from attention t where t.tenant = a.tenant and t.account = a.account
                          and t.settled_at is null) as attention
                        from account a where a.tenant = :tenant and a.account = :account""")
                .bind("tenant", work.tenant())
                .bind("account", account)
                .map((row, context) -> new Detail(
                        row(row, work.tenant()),
                        AccountRows.terms(row),
                        row.getLong("account_version"),
                        row.getLong("material_version"),
                        row.getString("suppression"),
                        row.getBoolean("suppression_holds"),
                        AccountRows.date(row, "requeue_on"),
                        AccountRows.date(row, "last_offered_on"),
                        row.getString("last_plan"),
                        row.getBigDecimal("last_discount"),
                        AccountRows.date(row, "last_due_on"),
                        row.getString("ending"),
                        AccountRows.date(row, "ending_on")))
                .findFirst();
    }
}
