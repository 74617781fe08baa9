package io.renewals.registry.digest;

import io.renewals.registry.digest.domain.Outcome;
import io.renewals.registry.digest.domain.Person;
import io.renewals.registry.domain.State;
import io.renewals.store.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** What came of offers between two instants; three lists, each in pages of one query. */
final class OutcomeRead {
    private static final int PAGE = 500;

    /** Of each renewal the last mail that reached the customer, so that a follow-up does not count it twice. */
    private static final String SENT =
            """
            select distinct on (s.account, s.cycle_no) s.*, coalesce(a.account_name, s.account) as account_name, a.owner_email,
              a.tier, l.owner_id, l.resolved_by,
              coalesce((select p.actor_name from offer_action p where p.tenant = s.tenant and p.offer_id = s.offer_id
                and p.action = 'APPROVED' and p.sequence < s.sequence order by p.sequence desc limit 1),
                s.actor_name) as approver
            from offer_action s
              left join account a on a.tenant = s.tenant and a.account = s.account
              left join offer_ledger l on l.tenant = s.tenant and l.offer_id = s.offer_id
            where s.tenant = :tenant and s.action in ('SENT', 'RESOLVED_ARRIVED') and s.at >= :opens and s.at < :closes
              and (s.account, s.cycle_no) > (:account, :cycleNo)
            order by s.account, s.cycle_no, s.at desc, s.sequence desc limit :limit""";

    private static final String ENDED =
            """
            select c.account, c.cycle_no, c.ending, c.effective_on, a.account_name, a.arr, a.currency, a.owner_email, a.tier,
              l.owner_id, l.resolved_by, exists (select 1 from offer_action s where s.tenant = c.tenant
                and s.account = c.account and s.cycle_no = c.cycle_no
                and s.action in ('SENT', 'RESOLVED_ARRIVED')) as offered
            from cycle c join account a on a.tenant = c.tenant and a.account = c.account
              left join lateral (select l.owner_id, l.resolved_by from offer_ledger l where l.tenant = c.tenant
                and l.account = c.account and l.cycle_no = c.cycle_no and l.owner_id is not null
                order by l.revision desc limit 1) l on true
            where c.tenant = :tenant and c.ended_at >= :opens and c.ended_at < :closes
              and (c.account, c.cycle_no) > (:account, :cycleNo)
            order by c.account, c.cycle_no limit :limit""";

    /** A decision that was undone is none; of the others the last one stands. */
    private static final String DECIDED =
            """
            select distinct on (d.offer_id) d.*, coalesce(a.account_name, d.account) as account_name, a.owner_email, a.tier,
              l.owner_id, l.resolved_by, l.due_at
            from offer_action d
              join offer_ledger l on l.tenant = d.tenant and l.offer_id = d.offer_id and l.due_at is not null
              left join account a on a.tenant = d.tenant and a.account = d.account
            where d.tenant = :tenant and d.action in ('APPROVED', 'SKIPPED', 'REQUEUED', 'RELEASED')
              and d.actor <> 'system' and d.at >= :opens and d.at < :closes
              and not exists (select 1 from offer_action u where u.tenant = d.tenant and u.offer_id = d.offer_id
                and u.action = 'UNDONE' and u.undoes = d.sequence)
              and d.offer_id > :offerId
            order by d.offer_id, d.sequence desc limit :limit""";

    private final Work work;
    private final Instant opens;
    private final Instant closes;
    private final Persons persons;

    OutcomeRead(Work work, Instant opens, Instant closes, Persons persons) {
        this.work = work;
        this.opens = opens;
        this.closes = closes;
        this.persons = persons;
    }

    List<Outcome> all() {
        List<Outcome> all = new ArrayList<>(sent());
        all.addAll(ended());
        all.addAll(decided());
        return all;
    }

    private List<Outcome.Sent> sent() {
        List<Outcome.Sent> all = new ArrayList<>();
        List<Outcome.Sent> page;
        do {
            page = after(
                            SENT,
                            all.isEmpty() ? "" : all.getLast().account(),
                            all.isEmpty() ? 0 : all.getLast().cycleNo())
                    .map((row, context) -> sent(row))
                    .list();
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private List<Outcome.Ended> ended() {
        List<Outcome.Ended> all = new ArrayList<>();
        List<Outcome.Ended> page;
        do {
            page = after(
                            ENDED,
                            all.isEmpty() ? "" : all.getLast().account(),
                            all.isEmpty() ? 0 : all.getLast().cycleNo())
                    .map((row, context) -> ended(row))
                    .list();
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private List<Outcome.Decided> decided() {
        List<Outcome.Decided> all = new ArrayList<>();
        List<Outcome.Decided> page;
        do {
            page = within(DECIDED)
                    .bind("offerId", all.isEmpty() ? "" : all.getLast().offerId())
                    .map((row, context) -> decided(row))
                    .list();
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private Query after(String sql, String account, int cycleNo) {
        return within(sql).bind("account", account).bind("cycleNo", cycleNo);
    }

    private Query within(String sql) {
        return work.db()
                .createQuery(sql)
                .bind("tenant", work.tenant())
                .bind("opens", opens)
                .bind("closes", closes)
                .bind("limit", PAGE);
    }

    private Outcome.Sent sent(ResultSet row) throws SQLException {
        return new Outcome.Sent(
                row.getString("account"),
                row.getString("account_name"),
                row.getInt("cycle_no"),
                row.getString("offer_id"),
                instant(row, "at"),
                row.getString("approver"),
                row.getBigDecimal("discount_percent"),
                row.getBigDecimal("cap_percent"),
                row.getBigDecimal("list_arr"),
                row.getBigDecimal("proposed_arr"),
                row.getString("currency"),
                owner(row));
    }

    private Outcome.Ended ended(ResultSet row) throws SQLException {
        return new Outcome.Ended(
                row.getString("account"),
                row.getString("account_name"),
                row.getInt("cycle_no"),
                State.valueOf(row.getString("ending")),
                row.getObject("effective_on", LocalDate.class),
                row.getBigDecimal("arr"),
                row.getString("currency"),
                row.getBoolean("offered"),
                owner(row));
    }

    private Outcome.Decided decided(ResultSet row) throws SQLException {
        return new Outcome.Decided(
                row.getString("account"),
                row.getString("account_name"),
                row.getString("offer_id"),
                row.getString("action"),
                row.getString("actor_name"),
                instant(row, "due_at"),
                instant(row, "at"),
                owner(row));
    }

    private Person owner(ResultSet row) throws SQLException {
        return persons.of(
                        row.getString("owner_id"),
                        row.getString("resolved_by"),
                        row.getString("owner_email"),
                        row.getString("tier"))
                .owner();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
