package io.renewals.notifier.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Card;
import io.renewals.events.Evidence;
import io.renewals.events.Mail;
import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.notifier.domain.CardFacts;
import io.renewals.notifier.domain.CardFacts.Content;
import io.renewals.notifier.domain.CardFacts.Letter;
import io.renewals.notifier.domain.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** Events as cards and standings. */
public final class CardEvents {
    private CardEvents() {}

    /** A card that was drafted. @param kind of its first ping: card or held @param notBefore earliest ping; empty: at once */
    public record Drafted(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String correlationId,
            String causeId,
            String kind,
            CardFacts facts,
            Standing standing,
            Optional<Instant> notBefore) {}

    /** What somebody did with a card. @param content plan, price and message after it; null: unchanged */
    public record Acted(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String correlationId,
            String causeId,
            int sequence,
            Standing standing,
            Content content) {}

    public static Drafted drafted(OfferQueued event, String causeId) {
        return new Drafted(
                event.getOfferId(),
                event.getAccount(),
                event.getCycleNo(),
                event.getRevision(),
                event.getCorrelationId(),
                causeId,
                "card",
                facts(event.getTenant(), event.getOfferId(), event.getAccount(), event.getRevision(), event.getCard()),
                new Standing.Open(""),
                Optional.ofNullable(event.getPingNotBefore()));
    }

    public static Drafted drafted(OfferHeld event, String causeId) {
        return new Drafted(
                event.getOfferId(),
                event.getAccount(),
                event.getCycleNo(),
                event.getRevision(),
                event.getCorrelationId(),
                causeId,
                "held",
                facts(event.getTenant(), event.getOfferId(), event.getAccount(), event.getRevision(), event.getCard()),
                new Standing.Held(event.getLimit(), event.getExplanation()),
                Optional.ofNullable(event.getPingNotBefore()));
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
                new CardFacts.CardOwner(
                        card.getOwner().getId(),
                        card.getOwner().getName(),
                        card.getOwner().getEmail(),
                        card.getOwner().getSlackId()),
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
        int digits = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(offer.getCurrency()))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findFirst()
                .orElse(2);
        BigDecimal shortest = unitPrice.stripTrailingZeros();
        return offer.getCurrency() + " "
                + shortest.setScale(Math.max(digits, shortest.scale())).toPlainString() + " per unit "
                + period(offer.getBillingPeriod());
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

    /** Empty: it changed nothing. */
    public static Optional<Acted> acted(OfferActioned event, String causeId) {
        JsonNode after = CardJson.foreign(event.getAfter());
        return standing(event, after)
                .map(standing -> new Acted(
                        event.getOfferId(),
                        event.getAccount(),
                        event.getCycleNo(),
                        event.getRevision(),
                        event.getCorrelationId(),
                        causeId,
                        event.getActionSequence(),
                        standing,
                        content(event, after.path("message"))));
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

    private static Optional<Standing> standing(OfferActioned event, JsonNode after) {
        String by = event.getActorName();
        String reason = event.getReason() == null ? "" : event.getReason();
        String because = reason.isEmpty() ? "" : " (" + reason + ")";
        return switch (event.getAction()) {
            case APPROVED -> closed("Approved by " + by + "; the mail is on its way.");
            case SENT -> closed("Sent by " + by + ".");
            case SEND_UNKNOWN -> closed("Send unknown – resolve on the page" + because + ".");
            case SEND_FAILED -> back(after, "The mail could not be sent" + because + ". Decide again.");
            case RESOLVED_ARRIVED -> closed("Sent: " + by + " found that the mail arrived.");
            case RESOLVED_NOT_SENT -> back(after, by + " found that the mail was not sent. Decide again.");
            case EDITED -> back(after, "Edited by " + by + ".");
            case SKIPPED -> closed("Skipped by " + by + because + ".");
            case REQUEUED ->
                closed("Skipped by " + by + because + "; due again on "
                        + (event.getUntil() == null ? "a later day" : event.getUntil()) + ".");
            case UNDONE -> back(after, "Undone by " + by + ". Decide again.");
            case HELD -> Optional.of(held(after, reason));
            case STALE -> closed("Stale – a new draft is coming" + because + ".");
            case EXPIRED -> closed("Expired: the notice deadline passed with no decision.");
            case SNOOZED -> closed("Snoozed by " + by + " until " + event.getUntil() + ".");
            case REASSIGNED -> closed("Reassigned by " + by + because + ".");
            case RELEASED -> closed("Let go by " + by + " without an offer" + because + ".");
            case WOKEN -> back(after, "Back from its snooze" + because + ".");
            case EXCEPTION_REQUESTED -> back(after, by + " asked for an exception" + because + ".");
            case EXCEPTION_GRANTED -> back(after, by + " granted an exception" + because + ".");
            case EXCEPTION_REFUSED -> back(after, by + " refused the exception" + because + ".");
            case REDRAFT_REQUESTED -> closed(by + " asked for a new draft" + because + ".");
            // Neither says that anything is another way than before.
            case IGNORED, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<Standing> closed(String line) {
        return Optional.of(new Standing.Closed(line));
    }

    /** Where the action left the card: usually in the queue, but an undo may put it back anywhere. */
    private static Optional<Standing> back(JsonNode after, String note) {
        return switch (after.path("status").asText()) {
            case "queued", "" -> Optional.of(new Standing.Open(note));
            case "held" -> Optional.of(held(after, note));
            default -> closed(note);
        };
    }

    private static Standing.Held held(JsonNode after, String otherwise) {
        JsonNode state = after.path("state");
        return new Standing.Held(
                state.path("limit").asText("rulebook"), state.path("reason").asText(otherwise));
    }
}
