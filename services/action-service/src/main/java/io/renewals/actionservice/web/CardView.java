package io.renewals.actionservice.web;

import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.adapter.ActionStore;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Dossier;
import io.renewals.actionservice.domain.ExceptionAsk;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Offer;
import io.renewals.messaging.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A card as the API answers and the page shows it.
 *
 * @param explanation why it is held, stale, in doubt or back in the queue; null: nothing to explain
 * @param mendable true: an edit or an exception may bring it out, or it is not held at all
 * @param decidedBy null: nobody yet
 * @param until the day a skipped account or a snoozed card comes back, or the deadline an expired one missed; null: none
 * @param owner whose card it is now
 * @param exception a discount above the cap that was asked for, or granted; null: none
 * @param newerRevision a later draft of the cycle; null: this is the latest
 * @param newerOfferId that draft's card; null: this is the latest
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
        boolean mendable,
        DecidedBy decidedBy,
        LocalDate until,
        String messageId,
        int sequence,
        boolean edited,
        Integer newerRevision,
        String newerOfferId,
        Dossier.CardOwner owner,
        ExceptionView exception,
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

    public record DecidedBy(String actor, String name, String surface, Instant at) {
        static DecidedBy of(CardState.Decision by) {
            return new DecidedBy(by.actor(), by.actorName(), by.surface(), by.at());
        }
    }

    /** @param granted whether the card carries the discount @param approvals given so far */
    public record ExceptionView(
            String plan,
            BigDecimal discountPercent,
            String reason,
            DecidedBy requestedBy,
            int approvalsNeeded,
            List<DecidedBy> approvals,
            boolean granted) {
        static ExceptionView of(ExceptionAsk ask) {
            return new ExceptionView(
                    ask.plan(),
                    ask.discountPercent(),
                    ask.reason(),
                    DecidedBy.of(ask.by()),
                    ask.approvalsNeeded(),
                    ask.approvals().stream().map(DecidedBy::of).toList(),
                    ask.granted());
        }
    }

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
                !(card.state() instanceof CardState.Held held) || held.canBeMended(),
                card.state().decision().map(DecidedBy::of).orElse(null),
                until(card.state()),
                messageId(card.state()).orElse(null),
                card.sequence(),
                card.isEdited(),
                shown.newerRevision().orElse(null),
                shown.newerRevision()
                        .map(newer -> Ids.offer(dossier.tenant(), dossier.account(), dossier.cycleNo(), newer))
                        .orElse(null),
                card.owner(),
                card.exception().map(ExceptionView::of).orElse(null),
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
            case CardState.Expired expired -> expired.note();
            case CardState.Stale stale -> Optional.of(stale.reason());
        };
    }

    /** Null: the state has no day of its own. */
    private static LocalDate until(CardState state) {
        return switch (state) {
            case CardState.Skipped skipped -> skipped.until().orElse(null);
            case CardState.Snoozed snoozed -> snoozed.until();
            case CardState.Expired expired -> expired.deadline();
            case CardState.Queued queued -> null;
            case CardState.Held held -> null;
            case CardState.Approved approved -> null;
            case CardState.Sending sending -> null;
            case CardState.Unknown unknown -> null;
            case CardState.Sent sent -> null;
            case CardState.Stale stale -> null;
        };
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

    /** When the last thing happened to it; null: nothing since it was drafted. */
    public Instant since() {
        return actions.stream()
                .filter(entry -> !entry.action().equals("IGNORED"))
                .findFirst()
                .map(ActionStore.Entry::at)
                .orElse(null);
    }

    public boolean isQueued() {
        return status.equals("queued");
    }

    public boolean isHeld() {
        return status.equals("held");
    }

    /** Approved, and what became of its mail is not known yet. */
    public boolean isOnItsWay() {
        return status.equals("approved") || status.equals("sending");
    }

    public boolean isUnknown() {
        return status.equals("unknown");
    }

    public boolean isStale() {
        return status.equals("stale");
    }

    public boolean isSnoozed() {
        return status.equals("snoozed");
    }

    /** Waits for a person, now or on its date. */
    public boolean isOpen() {
        return isQueued() || isHeld() || isSnoozed();
    }

    public boolean isExceptionOpen() {
        return exception != null && !exception.granted() && isOpen();
    }

    /** Draft and edit, word by word; one part only where nothing was changed. */
    public List<WordDiff.Part> subjectDiff() {
        return WordDiff.between(draftedMessage.subject(), message.subject());
    }

    public List<WordDiff.Part> textDiff() {
        return WordDiff.between(draftedMessage.textBody(), message.textBody());
    }
}
