package io.renewals.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** What holds of cards: nobody's deadline passes unnoticed, nobody absent keeps one, nobody goes beyond a cap alone. */
final class CardRules {
    private static final int EXCEPTION_CAP = 25;
    private static final Instant CAP_FALLS = Cast.CAP_FALLS.atStartOfDay().toInstant(ZoneOffset.UTC);

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
        noMailBeyondTheRules();
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

    /** By the rulebook of the hour the mail left in, whatever was drafted, edited or approved before: caps and floors are written out here. */
    private void noMailBeyondTheRules() {
        none(
                "a mail with a discount above the tier's cap, and nobody granted it",
                look.all(
                        """
                        select card.account || ' of ' || card.tier || ' at ' || card.discount_percent || ' on ' || mail.ended_at
                        from action_service.approved_mail mail join action_service.card card using (tenant, offer_id)
                        where mail.state = 'sent' and card.discount_percent > case card.tier
                            when 'small' then case when mail.ended_at >= ? then 6 else 10 end
                            when 'mid' then 15 when 'enterprise' then 20 when 'partner' then 12 else 0 end
                          and (card.exception is null or jsonb_array_length(card.exception -> 'approvals')
                            < (card.exception ->> 'approvalsNeeded')::int)""",
                        row -> row.getString(1),
                        CAP_FALLS));
        none(
                "a mail with a price under the plan's floor",
                look.all(
                        """
                        select card.account || ' ' || (card.offer ->> 'proposedPlan') || ' at ' || card.unit_price
                        from action_service.approved_mail mail join action_service.card card using (tenant, offer_id)
                        where mail.state = 'sent' and card.unit_price < case card.offer ->> 'proposedPlan'
                            when 'starter' then 15 when 'pro' then 39 when 'business' then 71 when 'enterprise' then 112 end
                          * case card.offer ->> 'billingPeriod' when 'MONTHLY' then 1 when 'QUARTERLY' then 3 else 12 end""",
                        row -> row.getString(1)));
        none(
                "a draft under the cap that is over",
                look.all(
                        """
                        select account || ' at ' || (drafted -> 'offer' ->> 'discountPercent') from action_service.card
                        where tier = 'small' and queued_at >= ? and ((drafted -> 'offer' ->> 'capPercent')::numeric <> 6
                          or (drafted -> 'offer' ->> 'discountPercent')::numeric > 6)""",
                        row -> row.getString(1),
                        CAP_FALLS));
    }

    private void expiryIsNobodysRefusal() {
        none(
                "an expiry in a person's name",
                look.all(
                        "select distinct card.account from action_service.card_action act join action_service.card card using (tenant, offer_id) where act.action in ('EXPIRED', 'WOKEN') and act.actor <> 'system'",
                        row -> row.getString(1)));
    }
}
