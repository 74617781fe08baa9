package io.renewals.registry.adapter;

import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferDecided;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.messaging.Received;
import io.renewals.store.Columns;
import io.renewals.store.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is kept of offers for digests and summaries: when each was due, whose card it is, and every action with its figures. Topics
 * may come in any order; each write only adds what its event knows.
 */
final class OfferLedger {
    private static final int MONTHS_A_YEAR = 12;
    private static final int MONEY_DIGITS = 4;

    private static final String DUE =
            """
            insert into offer_ledger (tenant, offer_id, account, cycle_no, revision, due_at)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (tenant, offer_id) do update set due_at = least(offer_ledger.due_at, excluded.due_at)""";
    private static final String OWNED =
            """
            insert into offer_ledger (tenant, offer_id, account, cycle_no, revision, owner_id, resolved_by, owner_sequence)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant, offer_id) do update set owner_id = excluded.owner_id, resolved_by = excluded.resolved_by,
              owner_sequence = excluded.owner_sequence
            where excluded.owner_sequence > offer_ledger.owner_sequence""";
    private static final String ACTED =
            """
            insert into offer_action (tenant, offer_id, sequence, account, cycle_no, revision, action, actor, actor_name, at,
              undoes, discount_percent, cap_percent, list_arr, proposed_arr, currency)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private OfferLedger() {}

    private record Due(String offerId, String account, int cycleNo, int revision, Instant at) {}

    private record Owned(String offerId, String account, int cycleNo, int revision, Owner owner, int sequence) {}

    /** The event's time is that of the check it follows from, for deciding is a function of the check alone. */
    static void decided(Work work, List<Received<OfferDecided>> events) {
        Map<String, Due> byOffer = new LinkedHashMap<>();
        for (Received<OfferDecided> event : events) {
            OfferDecided body = event.body();
            Due due = new Due(
                    body.getOfferId(),
                    body.getAccount(),
                    body.getCycleNo(),
                    body.getRevision(),
                    event.envelope().time());
            byOffer.merge(due.offerId(), due, (one, other) -> other.at().isBefore(one.at()) ? other : one);
        }
        Columns.of(byOffer.values())
                .with("text", due -> work.tenant())
                .with("text", Due::offerId)
                .with("text", Due::account)
                .with("int4", Due::cycleNo)
                .with("int4", Due::revision)
                .with("timestamptz", Due::at)
                .update(work.db(), DUE);
    }

    static void queued(Work work, List<Received<OfferQueued>> events) {
        own(
                work,
                events.stream()
                        .map(Received::body)
                        .map(body -> new Owned(
                                body.getOfferId(),
                                body.getAccount(),
                                body.getCycleNo(),
                                body.getRevision(),
                                body.getCard().getOwner(),
                                0))
                        .toList());
    }

    static void held(Work work, List<Received<OfferHeld>> events) {
        own(
                work,
                events.stream()
                        .map(Received::body)
                        .map(body -> new Owned(
                                body.getOfferId(),
                                body.getAccount(),
                                body.getCycleNo(),
                                body.getRevision(),
                                body.getCard().getOwner(),
                                0))
                        .toList());
    }

    static void actioned(Work work, List<Received<OfferActioned>> events) {
        List<OfferActioned> bodies = events.stream().map(Received::body).toList();
        Columns.of(bodies)
                .with("text", body -> work.tenant())
                .with("text", OfferActioned::getOfferId)
                .with("int4", OfferActioned::getActionSequence)
                .with("text", OfferActioned::getAccount)
                .with("int4", OfferActioned::getCycleNo)
                .with("int4", OfferActioned::getRevision)
                .with("text", body -> body.getAction().name())
                .with("text", OfferActioned::getActor)
                .with("text", OfferActioned::getActorName)
                .with("timestamptz", OfferActioned::getAt)
                .with("int4", OfferActioned::getUndoes)
                .with("numeric", body -> body.getOffer().getDiscountPercent())
                .with("numeric", body -> body.getOffer().getCapPercent())
                .with("numeric", body -> listArr(body.getOffer()))
                .with("numeric", body -> body.getOffer().getProposedArr())
                .with("text", body -> body.getOffer().getCurrency())
                .update(work.db(), ACTED);
        List<Owned> owned = new ArrayList<>();
        for (OfferActioned body : bodies) {
            owned.add(new Owned(
                    body.getOfferId(),
                    body.getAccount(),
                    body.getCycleNo(),
                    body.getRevision(),
                    body.getOwner(),
                    body.getActionSequence()));
        }
        own(work, owned);
    }

    private static void own(Work work, Collection<Owned> all) {
        Map<String, Owned> latest = new LinkedHashMap<>();
        all.stream()
                .filter(each -> Objects.nonNull(each.owner()))
                .forEach(each -> latest.merge(
                        each.offerId(), each, (one, other) -> other.sequence() > one.sequence() ? other : one));
        Columns.of(latest.values())
                .with("text", each -> work.tenant())
                .with("text", Owned::offerId)
                .with("text", Owned::account)
                .with("int4", Owned::cycleNo)
                .with("int4", Owned::revision)
                .with("text", each -> each.owner().getId())
                .with("text", each -> each.owner().getResolvedBy())
                .with("int4", Owned::sequence)
                .update(work.db(), OWNED);
    }

    /** A year at list price. */
    private static BigDecimal listArr(Offer offer) {
        return offer.getListUnitPrice()
                .multiply(BigDecimal.valueOf(offer.getQuantity()))
                .multiply(BigDecimal.valueOf(MONTHS_A_YEAR / Facts.months(offer.getBillingPeriod())))
                .setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN);
    }
}
