package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardAction;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Content;
import io.renewals.actionservice.domain.Dossier;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Offer;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.events.Action;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.Mail;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.messaging.Ids;
import io.renewals.messaging.Poison;
import io.renewals.rulebookfeed.EventRules;
import io.renewals.schemas.MailDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;

/** Events as cards, and actions as events. */
public final class CardEvents {
    private CardEvents() {}

    /** @throws Poison where the event names what no card can hold */
    public static Card card(OfferQueued event) {
        Dossier dossier = dossier(
                new Header(
                        event.getTenant(),
                        event.getOfferId(),
                        event.getAccount(),
                        event.getCycleNo(),
                        event.getRevision(),
                        event.getCorrelationId(),
                        event.getBusinessDate(),
                        event.getRulebookVersion(),
                        event.getAccountVersion(),
                        event.getMaterialVersion()),
                event.getCard());
        return Card.arriving(dossier, content(event.getCard()), CardState.Queued.FRESH);
    }

    /** @throws Poison where the event names what no card can hold */
    public static Card card(OfferHeld event) {
        Dossier dossier = dossier(
                new Header(
                        event.getTenant(),
                        event.getOfferId(),
                        event.getAccount(),
                        event.getCycleNo(),
                        event.getRevision(),
                        event.getCorrelationId(),
                        event.getBusinessDate(),
                        event.getRulebookVersion(),
                        event.getAccountVersion(),
                        event.getMaterialVersion()),
                event.getCard());
        return Card.arriving(
                dossier, content(event.getCard()), new CardState.Held(event.getLimit(), event.getExplanation()));
    }

    private record Header(
            String tenant,
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String correlationId,
            LocalDate businessDate,
            int rulebookVersion,
            long accountVersion,
            long materialVersion) {}

    private static Dossier dossier(Header header, io.renewals.events.Card card) {
        io.renewals.events.Owner owner = card.getOwner();
        return new Dossier(
                header.tenant(),
                header.offerId(),
                header.account(),
                header.cycleNo(),
                header.revision(),
                header.correlationId(),
                header.businessDate(),
                header.rulebookVersion(),
                header.accountVersion(),
                header.materialVersion(),
                card.getTerms().getAccountName(),
                new Dossier.CardOwner(
                        owner.getId(), owner.getName(), owner.getEmail(), owner.getSlackId(), owner.getResolvedBy()),
                card.getVerdict().name(),
                card.getSeverity().name(),
                card.getEngine().name(),
                card.getModelId(),
                card.getFlags(),
                card.getEvidence().stream()
                        .map(item -> new Dossier.EvidenceItem(
                                item.getSourceId(),
                                item.getKind().name(),
                                item.getMetric(),
                                item.getValue(),
                                item.getText(),
                                item.getObservedAt()))
                        .toList(),
                card.getTerms().getRenewalDate(),
                card.getNoticeDeadline(),
                card.getDaysToRenewal(),
                card.getTerms().getAutoRenew(),
                card.getTerms().getContactName());
    }

    private static Content content(io.renewals.events.Card card) {
        Mail mail = card.getMail();
        if (!MailDigest.sha256(mail).equals(mail.getSha256())) {
            throw new Poison("the mail's sha256 is not the digest of its parts");
        }
        return new Content(
                offer(card.getOffer()),
                new Message(
                        mail.getFromName(),
                        mail.getFromAddress(),
                        mail.getToAddress(),
                        mail.getReplyTo(),
                        mail.getSubject(),
                        mail.getTextBody(),
                        mail.getHtmlBody(),
                        mail.getSha256()));
    }

    private static Offer offer(io.renewals.events.Offer offer) {
        return new Offer(
                EventRules.play(offer.getPlay()).name(),
                offer.getCurrentPlan(),
                offer.getCurrentPlanName(),
                offer.getProposedPlan(),
                offer.getProposedPlanName(),
                offer.getQuantity(),
                EventRules.period(offer.getBillingPeriod()),
                offer.getTermMonths(),
                EventRules.currency(offer.getCurrency()).getCurrencyCode(),
                offer.getCurrentUnitPrice(),
                offer.getListUnitPrice(),
                offer.getDiscountPercent(),
                offer.getUnitPrice(),
                offer.getFloorUnitPrice(),
                offer.getCapPercent(),
                offer.getTier(),
                offer.getCurrentArr(),
                offer.getProposedArr(),
                offer.getReason(),
                offer.getCitations());
    }

    private static io.renewals.events.Offer offer(Offer offer) {
        return io.renewals.events.Offer.newBuilder()
                .setPlay(io.renewals.events.Play.valueOf(offer.play()))
                .setCurrentPlan(offer.currentPlan())
                .setCurrentPlanName(offer.currentPlanName())
                .setProposedPlan(offer.proposedPlan())
                .setProposedPlanName(offer.proposedPlanName())
                .setQuantity(offer.quantity())
                .setBillingPeriod(io.renewals.events.BillingPeriod.valueOf(
                        offer.billingPeriod().name()))
                .setTermMonths(offer.termMonths())
                .setCurrency(offer.currency())
                .setCurrentUnitPrice(offer.currentUnitPrice().setScale(4))
                .setListUnitPrice(offer.listUnitPrice().setScale(4))
                .setDiscountPercent(offer.discountPercent().setScale(2))
                .setUnitPrice(offer.unitPrice().setScale(4))
                .setFloorUnitPrice(offer.floorUnitPrice().setScale(4))
                .setCapPercent(offer.capPercent().setScale(2))
                .setTier(offer.tier())
                .setCurrentArr(offer.currentArr().setScale(4))
                .setProposedArr(offer.proposedArr().setScale(4))
                .setReason(offer.reason())
                .setCitations(new ArrayList<>(offer.citations()))
                .build();
    }

    /** @param causationId the event or request that led to it @param zone the tenant's */
    public static OfferActioned actioned(Done done, String causationId, ZoneId zone) {
        Card after = done.after();
        Dossier dossier = after.dossier();
        CardAction action = done.action();
        return OfferActioned.newBuilder()
                .setTenant(dossier.tenant())
                .setAccount(dossier.account())
                .setCorrelationId(dossier.correlationId())
                .setCausationId(causationId)
                .setCycleNo(dossier.cycleNo())
                .setRevision(dossier.revision())
                .setOfferId(dossier.offerId())
                .setBusinessDate(dossier.businessDate())
                .setRulebookVersion(dossier.rulebookVersion())
                .setAccountVersion(dossier.accountVersion())
                .setMaterialVersion(dossier.materialVersion())
                .setAction(Action.valueOf(action.kind().name()))
                .setActionSequence(action.sequence())
                .setActor(action.by().actor())
                .setActorName(action.by().actorName())
                .setSurface(action.by().surface())
                .setAt(action.by().at())
                .setOnDate(LocalDate.ofInstant(action.by().at(), zone))
                .setReason(action.reason().orElse(null))
                .setUntil(action.until().orElse(null))
                .setOffer(offer(after.offer()))
                .setMessageSha256(after.message().sha256())
                .setMessageId(action.messageId().orElse(null))
                .setBefore(
                        done.before().sequence() == 0 && action.kind() == CardAction.Kind.IGNORED
                                ? null
                                : CardJson.snapshot(done.before()))
                .setAfter(CardJson.snapshot(after))
                .setUndoes(action.undoes().orElse(null))
                .setOwner(PeopleEvents.owner(after.owner()))
                .setTell(action.tell().stream().map(PeopleEvents::owner).toList())
                .setException(PeopleEvents.exception(done).orElse(null))
                .build();
    }

    /** For the trail: an event that changed nothing. */
    public static ActivityRecorded ignored(Dossier dossier, String causationId, String reason, Instant at) {
        return ActivityRecorded.newBuilder()
                .setTenant(dossier.tenant())
                .setAccount(dossier.account())
                .setCorrelationId(dossier.correlationId())
                .setCausationId(causationId)
                .setKind("ignored")
                .setActor("action-service")
                .setSummary("draft of revision " + dossier.revision() + " changed nothing: " + reason)
                .setDetails(Map.of(
                        "cycleNo", Integer.toString(dossier.cycleNo()),
                        "revision", Integer.toString(dossier.revision())))
                .setOfferId(dossier.offerId())
                .setAt(at)
                .build();
    }

    /** The digest an approval binds, over the domain's message. */
    public static String digest(Message message) {
        return MailDigest.sha256(Mail.newBuilder()
                .setFromName(message.fromName())
                .setFromAddress(message.fromAddress())
                .setToAddress(message.toAddress())
                .setReplyTo(message.replyTo())
                .setSubject(message.subject())
                .setTextBody(message.textBody())
                .setHtmlBody(message.htmlBody())
                .setSha256("")
                .build());
    }

    /** The id that an action's own events follow from, where no event caused it. */
    public static String actionId(Dossier dossier, int sequence) {
        return Ids.of("action", dossier.tenant(), dossier.offerId(), sequence);
    }
}
