package io.renewals.registry.digest;

import io.renewals.registry.digest.domain.Period;
import io.renewals.registry.digest.domain.Standing;
import io.renewals.registry.domain.State;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Work;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where accounts stand, with verdicts of now and then and the card's owner: one query for each page of the book. */
final class StandingRead {
    private static final int PAGE = 500;

    /** States in which there is something to tell however far the renewal is. */
    private static final List<String> TOLD = Arrays.stream(State.values())
            .filter(state -> switch (state) {
                case DUE, DECIDED, DRAFTED, QUEUED, HELD, STALE, SNOOZED, SENDING, UNKNOWN_SEND, OFFERED -> true;
                case SKIPPED, MISSED, LAPSED -> true;
                case WATCHING, NO_OFFER, RENEWED, CHURNED -> false;
            })
            .map(State::name)
            .toList();

    private static final String SQL =
            """
            select a.account, a.account_name, a.state, a.state_since, a.state_detail, a.arr, a.currency, a.renewal_date, a.tier,
              a.owner_email, a.suppression, card.offer_id, card.step, ledger.owner_id, ledger.resolved_by,
              judged.on_date, judged.severity, judged.score, judged.paragraph, judged.citations, earlier.score as score_before
            from account a
              left join lateral (select o.offer_id, o.step from offer o where o.tenant = a.tenant and o.account = a.account
                and o.cycle_no = a.cycle_no and o.revision = a.revision limit 1) card on true
              left join lateral (select l.owner_id, l.resolved_by from offer_ledger l where l.tenant = a.tenant
                and l.account = a.account and l.cycle_no = a.cycle_no and l.revision = a.revision limit 1) ledger on true
              left join lateral (select d.on_date, d.severity, d.score, d.paragraph, d.citations from diary d
                where d.tenant = a.tenant and d.account = a.account and d.kind = 'verdict' and d.abstain is null
                order by d.on_date desc, d.written_at desc limit 1) judged on true
              left join lateral (select d.score from diary d
                where d.tenant = a.tenant and d.account = a.account and d.kind = 'verdict' and d.abstain is null
                  and d.on_date <= :from
                order by d.on_date desc, d.written_at desc limit 1) earlier on true
            where a.tenant = :tenant and a.account > :after
              and (a.state = any (:told) or a.renewal_date between :today and :near)
            order by a.account limit :limit""";

    private final Work work;
    private final Period period;
    private final LocalDate near;
    private final Persons persons;

    StandingRead(Work work, Period period, Rulebook rulebook, Persons persons) {
        this.work = work;
        this.period = period;
        this.near = period.to().plusDays(rulebook.window().scanToDays());
        this.persons = persons;
    }

    List<Standing> all() {
        List<Standing> all = new ArrayList<>();
        List<Standing> page;
        do {
            page = page(all.isEmpty() ? "" : all.getLast().account());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private List<Standing> page(String after) {
        return work.db()
                .createQuery(SQL)
                .bind("tenant", work.tenant())
                .bind("after", after)
                .bindArray("told", String.class, TOLD)
                .bind("from", period.from())
                .bind("today", period.to())
                .bind("near", near)
                .bind("limit", PAGE)
                .map((row, context) -> standing(row))
                .list();
    }

    private Standing standing(ResultSet row) throws SQLException {
        Persons.Owned owned = persons.of(
                row.getString("owner_id"),
                row.getString("resolved_by"),
                row.getString("owner_email"),
                row.getString("tier"));
        LocalDate renewal = row.getObject("renewal_date", LocalDate.class);
        return new Standing(
                row.getString("account"),
                row.getString("account_name"),
                State.valueOf(row.getString("state")),
                row.getObject("state_since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("state_detail")).orElse(""),
                row.getBigDecimal("arr"),
                row.getString("currency"),
                renewal,
                card(row),
                "REQUEUED".equals(row.getString("step")),
                Optional.ofNullable(row.getString("suppression")),
                !renewal.isBefore(period.to()) && !renewal.isAfter(near),
                verdict(row),
                Optional.ofNullable(row.getBigDecimal("score_before")),
                owned.owner(),
                owned.fellBack());
    }

    /** Before the gate there is an offer and no card yet. */
    private static Optional<String> card(ResultSet row) throws SQLException {
        return row.getString("owner_id") == null ? Optional.empty() : Optional.ofNullable(row.getString("offer_id"));
    }

    private static Optional<Standing.Verdict> verdict(ResultSet row) throws SQLException {
        BigDecimal score = row.getBigDecimal("score");
        return score == null
                ? Optional.empty()
                : Optional.of(new Standing.Verdict(
                        row.getObject("on_date", LocalDate.class),
                        row.getString("severity"),
                        score,
                        row.getString("paragraph"),
                        texts(row.getArray("citations"))));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
