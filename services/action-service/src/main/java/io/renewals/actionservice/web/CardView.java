package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.adapter.ActionStore;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Dossier;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Offer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A card as the API answers and the page shows it.
 *
 * @param explanation why it is held, stale, in doubt or back in the queue; null: nothing to explain
 * @param decidedBy null: nobody yet
 * @param until the day a skipped account comes back; null: it does not
 * @param newerRevision a later draft of the cycle; null: this is the latest
 */
public record CardView(
        String offerId,
        String account,
        String accountName,
        int cycleNo,
        int revision,
        String status,
        String explanation,
        String limit,
        DecidedBy decidedBy,
        LocalDate until,
        String messageId,
        int sequence,
        boolean edited,
        Integer newerRevision,
        Dossier.CardOwner owner,
        String contactName,
        String verdict,
        String severity,
        String engine,
        String modelId,
        List<String> flags,
        LocalDate businessDate,
        LocalDate renewalDate,
        LocalDate noticeDeadline,
        boolean autoRenew,
        int rulebookVersion,
        Offer offer,
        Message message,
        Offer draftedOffer,
        Message draftedMessage,
        List<Dossier.EvidenceItem> evidence,
        List<ActionStore.Entry> actions) {

    public record DecidedBy(String actor, String name, String surface, Instant at) {}

    static CardView of(Shown shown) {
        Card card = shown.card();
        Dossier dossier = card.dossier();
        return new CardView(
                dossier.offerId(),
                dossier.account(),
                dossier.accountName(),
                dossier.cycleNo(),
                dossier.revision(),
                card.status().name().toLowerCase(Locale.ROOT),
                explanation(card.state()).orElse(null),
                card.state() instanceof CardState.Held held ? held.limit() : null,
                card.state()
                        .decision()
                        .map(by -> new DecidedBy(by.actor(), by.actorName(), by.surface(), by.at()))
                        .orElse(null),
                until(card.state()),
                messageId(card.state()).orElse(null),
                card.sequence(),
                card.isEdited(),
                shown.newerRevision().orElse(null),
                card.owner(),
                dossier.contactName(),
                dossier.verdict(),
                dossier.severity(),
                dossier.engine(),
                dossier.modelId(),
                dossier.flags(),
                dossier.businessDate(),
                dossier.renewalDate(),
                dossier.noticeDeadline(),
                dossier.autoRenew(),
                dossier.rulebookVersion(),
                card.offer(),
                card.message(),
                card.drafted().offer(),
                card.drafted().message(),
                dossier.evidence(),
                shown.actions());
    }

    private static Optional<String> explanation(CardState state) {
        return switch (state) {
            case CardState.Queued queued -> queued.note();
            case CardState.Held held -> Optional.of(held.explanation());
            case CardState.Approved approved -> Optional.empty();
            case CardState.Sending sending -> Optional.empty();
            case CardState.Unknown unknown -> Optional.of(unknown.detail());
            case CardState.Sent sent -> Optional.empty();
            case CardState.Skipped skipped ->
                Optional.of(skipped.label()
                        + skipped.note().map(note -> ": " + note).orElse(""));
            case CardState.Snoozed snoozed -> snoozed.note();
            case CardState.Expired expired -> Optional.of("nobody had decided by the notice deadline");
            case CardState.Stale stale -> Optional.of(stale.reason());
        };
    }

    private static LocalDate until(CardState state) {
        if (state instanceof CardState.Skipped skipped) {
            return skipped.until().orElse(null);
        }
        return state instanceof CardState.Snoozed snoozed ? snoozed.until() : null;
    }

    private static Optional<String> messageId(CardState state) {
        return switch (state) {
            case CardState.Approved approved -> Optional.of(approved.approval().messageId());
            case CardState.Sending sending -> Optional.of(sending.approval().messageId());
            case CardState.Unknown unknown -> Optional.of(unknown.approval().messageId());
            case CardState.Sent sent -> Optional.of(sent.approval().messageId());
            case CardState.Queued queued -> Optional.empty();
            case CardState.Held held -> Optional.empty();
            case CardState.Skipped skipped -> Optional.empty();
            case CardState.Snoozed snoozed -> Optional.empty();
            case CardState.Expired expired -> Optional.empty();
            case CardState.Stale stale -> Optional.empty();
        };
    }

    public boolean isQueued() {
        return status.equals("queued");
    }

    public boolean isHeld() {
        return status.equals("held");
    }

    public boolean isUnknown() {
        return status.equals("unknown");
    }

    public boolean isStale() {
        return status.equals("stale");
    }

    public boolean isOpen() {
        return isQueued() || isHeld();
    }
}
