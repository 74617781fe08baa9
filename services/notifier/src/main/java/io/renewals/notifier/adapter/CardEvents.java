package io.renewals.notifier.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.events.Action;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Card;
import io.renewals.events.Evidence;
import io.renewals.events.Mail;
import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.notifier.domain.Act;
import io.renewals.notifier.domain.CardFacts;
import io.renewals.notifier.domain.CardFacts.Content;
import io.renewals.notifier.domain.CardFacts.Letter;
import io.renewals.notifier.domain.ExceptionAsk;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.domain.Standing;
import io.renewals.wording.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Events as cards and standings. */
public final class CardEvents {
    private CardEvents() {}

    /** A card that was drafted. @param notBefore earliest ping; empty: at once @param at when it was drafted */
    public record Drafted(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String correlationId,
            String causeId,
            CardFacts facts,
            Standing standing,
            Optional<Instant> notBefore,
            Instant at) {}

    /** What somebody did with a card. @param status action-service's of the card after it; empty: not told */
    public record Acted(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String correlationId,
            String causeId,
            String status,
            Act act) {}

    public static Drafted drafted(OfferQueued event, String causeId, Instant at) {
        return new Drafted(
                event.getOfferId(),
                event.getAccount(),
                event.getCycleNo(),
                event.getRevision(),
                event.getCorrelationId(),
                causeId,
                facts(event.getTenant(), event.getOfferId(), event.getAccount(), event.getRevision(), event.getCard()),
                Standing.Open.FRESH,
                Optional.ofNullable(event.getPingNotBefore()),
                at);
    }

    public static Drafted drafted(OfferHeld event, String causeId, Instant at) {
        return new Drafted(
                event.getOfferId(),
                event.getAccount(),
                event.getCycleNo(),
                event.getRevision(),
                event.getCorrelationId(),
                causeId,
                facts(event.getTenant(), event.getOfferId(), event.getAccount(), event.getRevision(), event.getCard()),
                new Standing.Held(event.getLimit(), event.getExplanation(), 0),
                Optional.ofNullable(event.getPingNotBefore()),
                at);
    }

    private static CardFacts facts(String tenant, String offerId, String account, int revision, Card card) {
        Offer offer = card.getOffer();
        Mail mail = card.getMail();
        String words =
                "the " + name(card.getEngine()) + (card.getModelId() == null ? "" : " model " + card.getModelId());
        return new CardFacts(
                tenant,
                offerId,
                account,
                card.getTerms().getAccountName(),
                revision,
                person(card.getOwner()),
                offer.getCurrentPlanName(),
                price(offer.getCurrentUnitPrice(), offer),
                name(card.getVerdict()),
                name(card.getSeverity()) + " severity",
                card.getEvidence().stream().map(CardEvents::evidence).toList(),
                words,
                card.getFlags(),
                card.getDaysToRenewal(),
                card.getTerms().getRenewalDate().toString(),
                card.getNoticeDeadline().toString(),
                content(
                        offer,
                        new Letter(
                                mail.getFromName() + " <" + mail.getFromAddress() + ">",
                                mail.getToAddress(),
                                mail.getSubject(),
                                mail.getTextBody(),
                                mail.getSha256())));
    }

    private static CardFacts.EvidenceLine evidence(Evidence item) {
        String value = item.getValue() == null
                ? item.getText() == null ? "" : item.getText()
                : item.getValue().stripTrailingZeros().toPlainString();
        return new CardFacts.EvidenceLine(item.getSourceId(), item.getMetric() + " " + value);
    }

    private static Content content(Offer offer, Letter letter) {
        return new Content(
                offer.getProposedPlanName() + ", " + offer.getQuantity() + " units",
                price(offer.getUnitPrice(), offer),
                percent(offer.getDiscountPercent()),
                percent(offer.getCapPercent()) + " for tier " + offer.getTier(),
                offer.getReason(),
                letter);
    }

    private static String percent(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    private static String price(BigDecimal unitPrice, Offer offer) {
        return Amounts.money(unitPrice, offer.getCurrency()) + " per unit " + period(offer.getBillingPeriod());
    }

    private static String period(BillingPeriod period) {
        return switch (period) {
            case MONTHLY -> "a month";
            case QUARTERLY -> "a quarter";
            case ANNUAL -> "a year";
            case UNKNOWN -> "a billing period";
        };
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Person person(Owner owner) {
        return new Person(owner.getId(), owner.getName(), owner.getEmail(), owner.getSlackId());
    }

    /** Empty: it changed nothing. */
    public static Optional<Acted> acted(OfferActioned event, String causeId) {
        JsonNode after = CardJson.foreign(event.getAfter());
        return Standings.after(event, after)
                .map(standing -> new Acted(
                        event.getOfferId(),
                        event.getAccount(),
                        event.getCycleNo(),
                        event.getRevision(),
                        event.getCorrelationId(),
                        causeId,
                        after.path("status").asText(),
                        new Act(
                                kind(event.getAction()),
                                event.getActionSequence(),
                                event.getActor(),
                                event.getActorName(),
                                event.getAt(),
                                event.getReason() == null ? "" : event.getReason(),
                                standing,
                                content(event, after.path("message")),
                                event.getOwner() == null ? null : person(event.getOwner()),
                                event.getTell().stream()
                                        .map(told -> new Act.Told(person(told), told.getResolvedBy()))
                                        .toList(),
                                ask(event))));
    }

    private static Act.Kind kind(Action action) {
        return switch (action) {
            case EXCEPTION_REQUESTED -> Act.Kind.ASKED;
            case EXCEPTION_GRANTED -> Act.Kind.GRANTED;
            case EXCEPTION_REFUSED -> Act.Kind.REFUSED;
            case WOKEN, SEND_FAILED -> Act.Kind.BACK;
            case APPROVED, SENT, SEND_UNKNOWN, RESOLVED_ARRIVED, RESOLVED_NOT_SENT, EDITED, SKIPPED -> Act.Kind.OTHER;
            case REQUEUED, UNDONE, HELD, STALE, EXPIRED, SNOOZED, REASSIGNED, RELEASED -> Act.Kind.OTHER;
            case REDRAFT_REQUESTED, IGNORED, UNKNOWN -> Act.Kind.OTHER;
        };
    }

    private static ExceptionAsk ask(OfferActioned event) {
        io.renewals.events.ExceptionAsk ask = event.getException();
        if (ask == null) {
            return null;
        }
        Offer offer = event.getOffer();
        String plan = ask.getPlan().equals(offer.getProposedPlan())
                ? offer.getProposedPlanName()
                : ask.getPlan().equals(offer.getCurrentPlan()) ? offer.getCurrentPlanName() : ask.getPlan();
        String by = event.getAction() == Action.EXCEPTION_REQUESTED ? event.getActorName() : ask.getRequestedBy();
        return ExceptionAsk.told(
                plan,
                percent(ask.getDiscountPercent()),
                ask.getReason(),
                by,
                ask.getApprovalsNeeded(),
                ask.getApprovalsGiven());
    }

    private static Content content(OfferActioned event, JsonNode message) {
        return message.isObject() && message.path("textBody").isTextual()
                ? content(
                        event.getOffer(),
                        new Letter(
                                message.path("fromName").asText() + " <"
                                        + message.path("fromAddress").asText() + ">",
                                message.path("toAddress").asText(),
                                message.path("subject").asText(),
                                message.path("textBody").asText(),
                                message.path("sha256").asText()))
                : null;
    }
}
