package io.renewals.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/** What holds of cards: nobody's deadline passes unnoticed, nobody absent keeps one, nobody goes beyond a cap alone. */
final class CardRules {
    private static final int EXCEPTION_CAP = 25;

    private final Look look;

    CardRules(Look look) {
        this.look = look;
    }

    /** @param lookedAt when the clockwork of this hour ran */
    void hold(Instant lookedAt) {
        ZonedDateTime looked = lookedAt.atZone(Quarter.ZONE);
        LocalDate day = looked.toLocalDate();
        nothingOpenPastItsDeadline(lookedAt, day);
        nothingSnoozedTooLong(looked.toLocalTime().isBefore(LocalTime.of(8, 0)) ? day.minusDays(1) : day);
        nobodyAbsentOwnsACard(lookedAt, day);
        noDiscountWithoutItsException();
        expiryIsNobodysRefusal();
    }

    private void none(String what, List<String> accounts) {
        Invariants.check(accounts.isEmpty(), what + ": account " + accounts);
    }

    private void nothingOpenPastItsDeadline(Instant lookedAt, LocalDate day) {
        none(
                "a card waits though its notice deadline has passed",
                look.all(
                        """
                        select account || ' until ' || notice_deadline from action_service.card
                        where status in ('queued', 'held', 'snoozed') and notice_deadline < ? and changed_at <= ?""",
                        row -> row.getString(1),
                        day,
                        lookedAt));
    }

    private void nothingSnoozedTooLong(LocalDate wakesThrough) {
        none(
                "a snoozed card sleeps on",
                look.all(
                        "select account || ' until ' || (state ->> 'until') from action_service.card where status = 'snoozed' and (state ->> 'until')::date <= ?",
                        row -> row.getString(1),
                        wakesThrough));
        none(
                "a card is snoozed to its notice deadline or beyond",
                look.all(
                        "select account || ' until ' || (state ->> 'until') from action_service.card where status = 'snoozed' and (state ->> 'until')::date >= notice_deadline",
                        row -> row.getString(1)));
    }

    private void nobodyAbsentOwnsACard(Instant lookedAt, LocalDate day) {
        for (Cast.Person person : Cast.PEOPLE) {
            if (Cast.isAway(person, day) || !Cast.presentOn(day).contains(person)) {
                none(
                        "a card is " + person.id() + "'s, who is away or gone",
                        look.all(
                                """
                                select account || ' since ' || changed_at from action_service.card
                                where status in ('queued', 'held', 'snoozed') and owner_email = ? and changed_at <= ?""",
                                row -> row.getString(1),
                                person.email(),
                                lookedAt));
            }
        }
    }

    private void noDiscountWithoutItsException() {
        none(
                "a discount above what it was drafted under, and nobody granted it",
                look.all(
                        """
                        select account || ' at ' || discount_percent from action_service.card
                        where status in ('queued', 'snoozed', 'approved', 'sending', 'sent')
                          and discount_percent > (drafted -> 'offer' ->> 'capPercent')::numeric
                          and (exception is null or discount_percent > ?
                            or jsonb_array_length(exception -> 'approvals') < (exception ->> 'approvalsNeeded')::int
                            or exists (select 1 from jsonb_array_elements(exception -> 'approvals') as given
                                       where given ->> 'actor' = exception -> 'by' ->> 'actor'))""",
                        row -> row.getString(1),
                        EXCEPTION_CAP));
    }

    private void expiryIsNobodysRefusal() {
        none(
                "an expiry in a person's name",
                look.all(
                        "select distinct card.account from action_service.card_action act join action_service.card card using (tenant, offer_id) where act.action in ('EXPIRED', 'WOKEN') and act.actor <> 'system'",
                        row -> row.getString(1)));
    }
}
