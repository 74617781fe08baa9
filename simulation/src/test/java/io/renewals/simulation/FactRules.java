package io.renewals.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What holds of facts once everything on the bus is handled: the book has what was reported last and nothing else, no card rests on
 * anything else, and cases and the rulebook's exceptions hold just those that they are about.
 */
final class FactRules {
    private final Look look;
    private final Customers customers;

    FactRules(Look look, Customers customers) {
        this.look = look;
        this.customers = customers;
    }

    void hold() {
        theBookHasWhatWasReported();
        noCardOnOtherFacts();
        noCardOfAnotherOwner();
        theReasonIsTheOneThatIsOpen();
        casesHoldAsLongAsTheyAreOpen();
        whoIsLeftAloneHasNoCard();
    }

    private void theBookHasWhatWasReported() {
        long known = look.count("select count(*) from registry.account where tenant = 'acme'");
        Invariants.check(known == customers.known(), known + " accounts are known, " + customers.known() + " reported");
        none(
                "other terms than were reported last",
                """
                select account || ': ' || book::text || ' in the book, reported ' || fact::text
                from registry.account book full join reported fact using (account)
                where (book.account_name, book.plan, book.tier, book.quantity, book.unit_price, book.currency, book.billing_period,
                    book.term_months, book.renewal_date, book.notice_period_days, book.auto_renew, book.contact_name,
                    book.contact_email, book.owner_email)
                  is distinct from (fact.account_name, fact.plan, fact.tier, fact.quantity, fact.unit_price, fact.currency,
                    fact.billing_period, fact.term_months, fact.renewal_date, fact.notice_period_days, fact.auto_renew,
                    fact.contact_name, fact.contact_email, fact.owner_email)""");
    }

    /** What a case holds is drafted anew when it is over. */
    private void noCardOnOtherFacts() {
        none(
                "a card on facts that have changed can still be decided",
                """
                select account || ' ' || card.status from action_service.card card join fact using (account)
                where card.status in ('queued', 'snoozed', 'approved', 'held') and not (card.status = 'held' and case_holds)
                  and (card.mail_to, card.account_name, card.tier, card.currency, card.renewal_date, card.notice_deadline,
                      card.offer ->> 'currentPlan', (card.offer ->> 'currentUnitPrice')::numeric,
                      (card.offer ->> 'quantity')::int, card.offer ->> 'billingPeriod', (card.offer ->> 'termMonths')::int,
                      card.dossier ->> 'contactName')
                    is distinct from (fact.contact_email, fact.account_name, fact.tier, fact.currency, fact.renewal_date,
                      case when fact.auto_renew then fact.renewal_date - fact.notice_period_days else fact.renewal_date end,
                      fact.plan, fact.unit_price, fact.quantity, fact.billing_period, fact.term_months, fact.contact_name)""");
    }

    private record Drafted(String account, String reported, String owner, LocalDate day) {
        /** Whoever is there when it is drafted gets it. */
        boolean isForAnother() {
            Optional<Cast.Person> wanted = Cast.byEmail(reported);
            return !owner.equals(reported)
                    && wanted.filter(person -> Cast.presentOn(day).contains(person) && !Cast.isAway(person, day))
                            .isPresent();
        }
    }

    private void noCardOfAnotherOwner() {
        List<Drafted> others = look
                .all(
                        """
                        select account, fact.owner_email, card.dossier -> 'owner' ->> 'email', card.queued_at
                        from action_service.card card join fact using (account)
                        where card.status in ('queued', 'snoozed', 'approved', 'held') and not (card.status = 'held' and case_holds)
                          and fact.owner_email <> card.dossier -> 'owner' ->> 'email'""",
                        row -> new Drafted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                LocalDate.ofInstant(row.getTimestamp(4).toInstant(), Quarter.ZONE)))
                .stream()
                .filter(Drafted::isForAnother)
                .toList();
        Invariants.check(others.isEmpty(), "a card was drafted for another than the account's owner: " + others);
    }

    private void theReasonIsTheOneThatIsOpen() {
        none(
                "nothing may be offered for another reason than there is",
                """
                select account || ': ' || coalesce(book.suppression, 'none') || ', case ' || fact.severe || ', dispute '
                  || fact.dispute || ', left alone ' || coalesce(fact.left_alone, 'no')
                from registry.account book join fact using (account)
                where book.suppression_holds <> case_holds
                  or (book.suppression is null) <> (fact.left_alone is null and not case_holds)
                  or (coalesce(book.suppression, '') like '%open severe support case%') <> (case_holds and fact.severe)
                  or (coalesce(book.suppression, '') like '%billing dispute%') <> (case_holds and fact.dispute)
                  or (coalesce(book.suppression, '') like 'left alone: ' || fact.left_alone) <> (fact.left_alone is not null)""");
    }

    private void casesHoldAsLongAsTheyAreOpen() {
        none(
                "not held though a case or dispute is open",
                """
                select account || ' is ' || book.state || ', its card ' || coalesce(card.status, 'none')
                from registry.account book join fact using (account) left join action_service.card card using (tenant, account)
                where case_holds and (card.status in ('queued', 'snoozed', 'approved')
                  or book.state in ('DUE', 'NO_OFFER', 'DECIDED', 'DRAFTED', 'QUEUED'))""");
        none(
                "held for a case that is over or another one",
                """
                select account || ': ' || (card.state ->> 'reason') from action_service.card card join fact using (account)
                  join registry.account book using (tenant, account)
                where card.status = 'held' and card.state ->> 'limit' = 'suppression'
                  and not (case_holds and book.state = 'HELD' and card.cycle_no = book.cycle_no
                    and card.revision = book.revision and card.state ->> 'reason' = book.suppression)""");
        none(
                "held without a card and without a case",
                """
                select account from registry.account book join fact using (account)
                where book.state = 'HELD' and not case_holds and not exists (select 1 from action_service.card card
                  where card.account = book.account and card.cycle_no = book.cycle_no and card.revision = book.revision)""");
    }

    /** A mail that is on its way is not called back. */
    private void whoIsLeftAloneHasNoCard() {
        none(
                "a card of somebody whom the rulebook leaves alone",
                """
                select account || ' ' || card.status from action_service.card card join fact using (account)
                where fact.left_alone is not null and card.status in ('queued', 'held', 'snoozed', 'approved')""");
        none(
                "on the way to a card though the rulebook leaves them alone",
                """
                select account || ' ' || book.state from registry.account book join fact using (account)
                where fact.left_alone is not null and book.state in ('DUE', 'DECIDED', 'DRAFTED', 'QUEUED', 'HELD')""");
    }

    private void none(String what, String sql) {
        List<String> accounts = look.all(sql, row -> row.getString(1));
        Invariants.check(accounts.isEmpty(), what + ": account " + accounts);
    }
}
