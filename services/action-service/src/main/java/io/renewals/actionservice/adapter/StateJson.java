package io.renewals.actionservice.adapter;

import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.CardState.Approval;
import io.renewals.actionservice.domain.CardState.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A {@link CardState} as one flat document; what a state does not have is null. */
public record StateJson(
        String status,
        String reason,
        String limit,
        String label,
        String note,
        LocalDate until,
        Decision by,
        Integer approval,
        String messageId,
        Instant since) {

    static StateJson of(CardState state) {
        String status = CardJson.status(state.status());
        return switch (state) {
            case CardState.Queued queued ->
                new StateJson(status, null, null, null, queued.note().orElse(null), null, null, null, null, null);
            case CardState.Held held ->
                new StateJson(status, held.explanation(), held.limit(), null, null, null, null, null, null, null);
            case CardState.Approved approved -> mail(status, approved.approval(), null, null);
            case CardState.Sending sending -> mail(status, sending.approval(), null, null);
            case CardState.Unknown unknown -> mail(status, unknown.approval(), unknown.detail(), unknown.since());
            case CardState.Sent sent -> mail(status, sent.approval(), null, sent.at());
            case CardState.Skipped skipped ->
                new StateJson(
                        status,
                        skipped.reason(),
                        null,
                        skipped.label(),
                        skipped.note().orElse(null),
                        skipped.until().orElse(null),
                        skipped.by(),
                        null,
                        null,
                        null);
            case CardState.Snoozed snoozed ->
                new StateJson(
                        status,
                        null,
                        null,
                        null,
                        snoozed.note().orElse(null),
                        snoozed.until(),
                        snoozed.by(),
                        null,
                        null,
                        null);
            case CardState.Expired expired ->
                new StateJson(
                        status,
                        null,
                        null,
                        null,
                        expired.note().orElse(null),
                        expired.deadline(),
                        null,
                        null,
                        null,
                        expired.at());
            case CardState.Stale stale ->
                new StateJson(status, stale.reason(), null, null, null, null, null, null, null, stale.since());
        };
    }

    CardState state() {
        return switch (CardJson.status(status)) {
            case QUEUED -> new CardState.Queued(Optional.ofNullable(note));
            case HELD -> new CardState.Held(limit, reason);
            case APPROVED -> new CardState.Approved(approved());
            case SENDING -> new CardState.Sending(approved());
            case UNKNOWN -> new CardState.Unknown(approved(), since, reason);
            case SENT -> new CardState.Sent(approved(), since);
            case SKIPPED ->
                new CardState.Skipped(by, reason, label, Optional.ofNullable(note), Optional.ofNullable(until));
            case SNOOZED -> new CardState.Snoozed(by, until, Optional.ofNullable(note));
            case EXPIRED -> new CardState.Expired(until, since, Optional.ofNullable(note));
            case STALE -> new CardState.Stale(reason, since);
        };
    }

    private static StateJson mail(String status, Approval approval, String detail, Instant since) {
        return new StateJson(
                status,
                detail,
                null,
                null,
                null,
                null,
                approval.by(),
                approval.sequence(),
                approval.messageId(),
                since);
    }

    private Approval approved() {
        return new Approval(by, approval, messageId);
    }
}
