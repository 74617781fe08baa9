package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Approval;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.Instant;
import java.util.Optional;

/** What the sending of an approved mail does to its card. */
public final class Sends {
    /** Of what nobody did by hand. */
    public static Decision system(Instant at) {
        return new Decision("system", "system", "system", at);
    }

    private Sends() {}

    /** What an attempt may begin with. */
    public sealed interface Claim {
        /** The mail may be attempted. */
        record Begun(Card card) implements Claim {}

        /**
         * The rules have tightened or the facts changed since the approval, or the notice deadline has passed: no attempt.
         *
         * @param held held, stale or expired, with its reason
         */
        record HeldBack(Done held) implements Claim {}

        /** Nothing to attempt any more. */
        record NotApproved() implements Claim {}
    }

    /** The last look before a mail leaves: in time, on the same facts, inside the limits in force, and the very message that was approved. */
    public static Claim claim(Card card, String approvedSha256, Circumstances now) {
        if (!(card.state() instanceof CardState.Approved approved)) {
            return new Claim.NotApproved();
        }
        Optional<Done> overtaken =
                now.ground().follow(card, now.now()).or(() -> ByClock.expireUnsent(card, approved, now));
        if (overtaken.isPresent()) {
            return new Claim.HeldBack(overtaken.get());
        }
        Optional<CardState.Held> against = card.message().sha256().equals(approvedSha256)
                ? Decisions.againstTheRules(card, now)
                : Optional.of(new CardState.Held("message", "the stored message is not the approved one"));
        return against.<Claim>map(held -> new Claim.HeldBack(Decisions.hold(card, held, system(now.now()))))
                .orElseGet(() -> new Claim.Begun(card.moved(new CardState.Sending(approved.approval()))));
    }

    /** The server took it. Also the late word about an attempt that was already in doubt. */
    public static Optional<Done> taken(Card card, Instant at) {
        return underWay(card).map(approval -> {
            Card after = card.acted(new CardState.Sent(approval, at));
            return new Done(
                    card,
                    after,
                    CardAction.of(Kind.SENT, after, at(approval.by(), at)).withMail(approval.messageId()));
        });
    }

    /** The server refused it for good, or too often: back in the queue with the reason. */
    public static Optional<Done> failed(Card card, String reason, Instant at) {
        return underWay(card).map(approval -> {
            Card after = card.acted(new CardState.Queued(Optional.of("not sent: " + reason)));
            return new Done(
                    card,
                    after,
                    CardAction.of(Kind.SEND_FAILED, after, system(at))
                            .because(reason)
                            .withMail(approval.messageId()));
        });
    }

    /** Nothing of the message was handed over; it is tried again later. */
    public static Optional<Card> postponed(Card card) {
        return underWay(card).map(approval -> card.moved(new CardState.Approved(approval)));
    }

    /** Whether it left can't be known. */
    public static Optional<Done> inDoubt(Card card, String detail, Instant at) {
        if (!(card.state() instanceof CardState.Sending sending)) {
            return Optional.empty();
        }
        Card after = card.acted(new CardState.Unknown(sending.approval(), at, detail));
        return Optional.of(new Done(
                card,
                after,
                CardAction.of(Kind.SEND_UNKNOWN, after, system(at))
                        .because(detail)
                        .withMail(sending.approval().messageId())));
    }

    private static Optional<Approval> underWay(Card card) {
        return switch (card.state()) {
            case CardState.Sending sending -> Optional.of(sending.approval());
            case CardState.Unknown unknown -> Optional.of(unknown.approval());
            case CardState.Queued queued -> Optional.empty();
            case CardState.Held held -> Optional.empty();
            case CardState.Approved approved -> Optional.empty();
            case CardState.Sent sent -> Optional.empty();
            case CardState.Skipped skipped -> Optional.empty();
            case CardState.Snoozed snoozed -> Optional.empty();
            case CardState.Expired expired -> Optional.empty();
            case CardState.Stale stale -> Optional.empty();
        };
    }

    /** The approver's act, done now. */
    private static Decision at(Decision by, Instant now) {
        return new Decision(by.actor(), by.actorName(), by.surface(), now);
    }
}
