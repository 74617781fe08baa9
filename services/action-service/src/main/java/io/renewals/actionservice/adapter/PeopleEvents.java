package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.CardAction;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Person;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.ExceptionAsk;
import io.renewals.events.Owner;
import io.renewals.messaging.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The people around a card, as events name them: whose it is, who asked for an exception, who opened it. */
final class PeopleEvents {
    private PeopleEvents() {}

    static Owner owner(CardOwner owner) {
        return Owner.newBuilder()
                .setId(owner.id())
                .setName(owner.name())
                .setEmail(owner.email())
                .setSlackId(owner.slackId())
                .setResolvedBy(owner.resolvedBy())
                .build();
    }

    /** As it stands after the action; of a refusal the one that was refused. */
    static Optional<ExceptionAsk> exception(Done done) {
        boolean refused = done.action().kind() == CardAction.Kind.EXCEPTION_REFUSED;
        return (refused ? done.before() : done.after()).exception().map(ask -> ExceptionAsk.newBuilder()
                .setPlan(ask.plan())
                .setDiscountPercent(ask.discountPercent().setScale(2))
                .setReason(ask.reason())
                .setRequestedBy(ask.by().actor())
                .setApprovalsNeeded(ask.approvalsNeeded())
                .setApprovalsGiven(ask.approvals().size())
                .build());
    }

    /** The first look of a person at a card. */
    static ActivityRecorded opened(OpenedStore.Seen card, String tenant, String offerId, Person person, Instant at) {
        return ActivityRecorded.newBuilder()
                .setTenant(tenant)
                .setAccount(card.account())
                .setCorrelationId(card.correlationId())
                .setCausationId(Ids.of("opened", tenant, offerId, person.email()))
                .setKind("card-opened")
                .setActor(person.email())
                .setSummary(person.name() + " opened the card of revision " + card.revision())
                .setDetails(Map.of(
                        "cycleNo", Integer.toString(card.cycleNo()),
                        "revision", Integer.toString(card.revision()),
                        "surface", person.surface()))
                .setOfferId(offerId)
                .setAt(at)
                .build();
    }
}
